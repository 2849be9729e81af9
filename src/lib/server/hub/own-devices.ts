import type { Presence } from '../../protocol/entities.ts';

type Status = Exclude<Presence['status'], 'offline'>;
type Socket = { deviceId: string; status: Status; told: Status };

/**
 * What each device of a person is to know of the others: whether somebody is active there, or not to be disturbed, so that
 * it keeps its notifications to itself. `tell` is called when that changes; a socket that was told nothing takes it to be `away`.
 */
export class OwnDevices {
	readonly #tell: (socketId: string, status: Status) => void;
	/** Person → socket. */
	readonly #people = new Map<string, Map<string, Socket>>();

	constructor(tell: (socketId: string, status: Status) => void) {
		this.#tell = tell;
	}

	arrive(userId: string, socketId: string, deviceId: string): void {
		const sockets = this.#people.get(userId) ?? new Map<string, Socket>();
		this.#people.set(userId, sockets.set(socketId, { deviceId, status: 'active', told: 'away' }));
		this.#look(sockets);
	}

	set(userId: string, socketId: string, status: Status): void {
		const sockets = this.#people.get(userId);
		const socket = sockets?.get(socketId);
		if (!sockets || !socket || socket.status === status) return;
		socket.status = status;
		this.#look(sockets);
	}

	leave(userId: string, socketId: string): void {
		const sockets = this.#people.get(userId);
		if (!sockets?.delete(socketId)) return;
		if (sockets.size === 0) this.#people.delete(userId);
		this.#look(sockets);
	}

	#look(sockets: Map<string, Socket>): void {
		for (const [id, socket] of sockets) {
			const others = [...sockets.values()].filter((other) => other.deviceId !== socket.deviceId);
			const said = others.map((other) => other.status);
			const status = said.includes('dnd') ? 'dnd' : said.includes('active') ? 'active' : 'away';
			if (status === socket.told) continue;
			socket.told = status;
			this.#tell(id, status);
		}
	}
}
