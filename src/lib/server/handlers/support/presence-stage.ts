import type { Presence } from '../../../protocol/entities.ts';
import { updateLastSeen } from '../../store/presence.ts';
import type { Presences } from './handler.ts';
import type { Stage } from './run-handler.ts';
import { seePresences } from './see-presences.ts';

/** Notes when people were last seen, in milliseconds by their ids. */
export function saveLastSeen({ store }: Stage, seen: ReadonlyMap<string, number>): Promise<void> {
	return store.write((tx) => updateLastSeen(tx, seen));
}

/** These people as the one who watches them may see them now. */
export function lookAgain(
	{ store }: Stage,
	presences: Pick<Presences, 'find'>,
	watcherId: string,
	userIds: readonly string[]
): Promise<Presence[]> {
	return seePresences(store.db, presences, watcherId, userIds);
}
