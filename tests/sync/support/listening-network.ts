import type { EventName, PayloadInput } from '../../../src/lib/protocol/contract.ts';
import { connect, type LinkSettings } from '../../../src/lib/client/sync/link.ts';

/** A real network, and the names of the events that were sent over it, one a frame. */
export function listeningNetwork() {
	const asked: string[] = [];
	const listening = async (settings: LinkSettings) => {
		const link = await connect(settings);
		if (!('request' in link)) return link;
		const request = <Name extends EventName>(event: Name, payload: PayloadInput<Name>) => {
			asked.push(event);
			return link.request(event, payload);
		};
		return { ...link, request };
	};
	return { connect: listening, asked };
}
