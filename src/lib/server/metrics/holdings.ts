import { Gauge, type Registry } from 'prom-client';
import { watchNow } from './process.ts';

/** How many rooms of the hub there are: chats, people and sessions that somebody is connected for. */
export type RoomCounts = Record<'chat' | 'user' | 'session', number>;

/** The connections, those of them on which somebody has signed in, and the rooms that these are in. */
export type Holdings = { connections(): number; sockets(): number; rooms(): RoomCounts };

/** What the hub holds now. `current` answers it; nothing, until a hub says otherwise. */
export function watchHoldings(registers: Registry[], current: () => Holdings | undefined): void {
	watchNow(registers, 'inkling_connections', 'Connections.', () => current()?.connections() ?? 0);
	watchNow(registers, 'inkling_sockets', 'Those with somebody signed in.', () => current()?.sockets() ?? 0);
	new Gauge({
		name: 'inkling_rooms',
		help: 'Rooms that somebody is in, by kind.',
		labelNames: ['kind'],
		registers,
		collect() {
			for (const [kind, count] of Object.entries(current()?.rooms() ?? {})) this.set({ kind }, count);
		}
	});
}
