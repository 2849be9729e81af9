import type { Presence } from '../../../protocol/entities.ts';
import type { Db } from '../../store/open-store.ts';
import { findCompanions, findPresences } from '../../store/presence.ts';
import type { Presences } from './handler.ts';

/**
 * These people as the caller may see them. Somebody with whom they share no chat looks like somebody who does not exist:
 * offline, and never seen.
 */
export async function seePresences(
	db: Db,
	presences: Pick<Presences, 'find'>,
	callerId: string,
	userIds: readonly string[]
): Promise<Presence[]> {
	const asked = [...new Set(userIds)];
	const companions = await findCompanions(db, callerId, asked);
	const rows = await findPresences(db, [callerId, ...companions]);
	const hides = (userId: string) => rows.get(userId)?.hide_last_seen === 1;
	return asked.map((userId) => {
		if (userId !== callerId && !companions.has(userId)) {
			return { userId, status: 'offline', lastSeenAt: null };
		}
		const { status, seenAt } = presences.find(userId) ?? { status: 'offline' as const, seenAt: null };
		const known = seenAt ?? rows.get(userId)?.last_seen_at ?? null;
		const hidden = userId !== callerId && (hides(callerId) || hides(userId));
		return { userId, status, lastSeenAt: hidden ? null : known };
	});
}
