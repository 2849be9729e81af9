import { io } from 'socket.io-client';
import type { Data, EventName, PayloadInput } from '../../../src/lib/protocol/contract.ts';
import { newId } from '../../../src/lib/protocol/ids.ts';
import { PROTOCOL } from '../../../src/lib/protocol/version.ts';
import { dataOf, type Account } from './accounts.ts';

/** A socket of somebody. `ask` throws an Error with the refusal. */
export type Hub = {
	ask<Name extends EventName>(event: Name, payload: PayloadInput<Name>): Promise<Data<Name>>;
	close(): void;
};

export function connectHub(url: string, { cookie }: Account): Hub {
	const socket = io(url, {
		transports: ['websocket'],
		extraHeaders: { cookie, origin: url },
		auth: { protocol: PROTOCOL, deviceId: newId(), clientVersion: 'bench' }
	});
	return {
		ask: async (event, payload) =>
			dataOf((await socket.emitWithAck(event, payload)) as Parameters<typeof dataOf>[0]) as never,
		close: () => socket.disconnect()
	};
}
