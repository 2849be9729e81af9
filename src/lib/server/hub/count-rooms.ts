import type { RoomCounts } from '../metrics/holdings.ts';
import { roomOf } from './rooms.ts';

/** How many rooms there are of each kind. Each socket also has one of its own, which is not counted. */
export function countRooms(names: Iterable<string>): RoomCounts {
	const counts: RoomCounts = { chat: 0, user: 0, session: 0 };
	const kinds = Object.keys(counts) as (keyof RoomCounts)[];
	for (const name of names) {
		const kind = kinds.find((known) => name.startsWith(roomOf[known]('')));
		if (kind) counts[kind]++;
	}
	return counts;
}
