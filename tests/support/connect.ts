import { io, type Socket } from 'socket.io-client';
import type { Data, EventName, PayloadInput } from '$lib/protocol/contract.ts';
import type { Reply } from '$lib/protocol/envelope.ts';
import { newId } from '$lib/protocol/ids.ts';
import type { Push, PushData, PushName } from '$lib/protocol/pushes.ts';
import { hello } from './hello.ts';

/** A plain socket client, such as anyone could write: it asks, and it keeps what it was told. */
export class TestClient {
	readonly socket: Socket;
	readonly deviceId: string;
	readonly pushes: Push[] = [];
	#waiting: (() => void)[] = [];

	constructor(socket: Socket, deviceId: string) {
		this.socket = socket;
		this.deviceId = deviceId;
		socket.onAny((name: string, data: unknown) => {
			if (name === 'batch') this.pushes.push(...(data as { events: Push[] }).events);
			else this.pushes.push([name, data] as Push);
			for (const wake of this.#waiting.splice(0)) wake();
		});
	}

	/** The whole envelope. */
	ask(event: string, payload?: unknown): Promise<Reply> {
		return this.socket.emitWithAck(event, payload) as Promise<Reply>;
	}

	/** The data of a success. @throws Error with the refusal. */
	async get<Name extends EventName>(event: Name, payload: PayloadInput<Name>): Promise<Data<Name>> {
		const reply = await this.ask(event, payload);
		if (!reply.ok) throw new Error(`${event} was refused: ${JSON.stringify(reply.error)}`);
		return reply.data as Data<Name>;
	}

	/** The first push of this name that fits, past or to come. */
	async told<Name extends PushName>(
		name: Name,
		fits: (data: PushData<Name>) => boolean = () => true
	): Promise<PushData<Name>> {
		for (;;) {
			const found = this.pushes.find((push) => push[0] === name && fits(push[1] as PushData<Name>));
			if (found) return found[1] as PushData<Name>;
			await new Promise<void>((resolve) => this.#waiting.push(resolve));
		}
	}

	/** How many pushes of this name have come. */
	count(name: PushName): number {
		return this.pushes.filter((push) => push[0] === name).length;
	}

	close(): void {
		this.socket.disconnect();
	}
}

export type Transports = ('websocket' | 'polling')[];

/** Opens a socket without waiting for it. `cookie` null is a stranger. */
export function openSocket(
	url: string,
	cookie: string | null,
	auth: Record<string, unknown> = {},
	origin: string | null = url,
	transports: Transports = ['websocket']
): Socket {
	return io(url, {
		transports,
		forceNew: true,
		reconnection: false,
		extraHeaders: { ...(origin ? { origin } : {}), ...(cookie ? { cookie } : {}) },
		auth: { ...hello(), ...auth }
	});
}

/** A connected client. @throws Error of the handshake, with `data.code`. */
export async function connect(
	server: { url: string },
	person: { cookie: string },
	deviceId = newId(),
	transports?: Transports
): Promise<TestClient> {
	const socket = openSocket(server.url, person.cookie, { deviceId }, server.url, transports);
	const client = new TestClient(socket, deviceId);
	await new Promise<void>((resolve, reject) => {
		socket.once('connect', resolve);
		socket.once('connect_error', reject);
	});
	return client;
}
