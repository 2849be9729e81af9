import { listOpenInvites } from '../store/invites.ts';
import { findUsers } from '../store/users.ts';
import { query } from './support/handler.ts';

/** Who hands out more than that does not go through a list. */
const listedMax = 500;

export default query(
	'invites.list',
	async (_, { db, presences }) => {
		const rows = await listOpenInvites(db, presences.now(), listedMax);
		const makers = await findUsers(db, [...new Set(rows.map(({ created_by }) => created_by))]);
		const users = new Map(makers.map((user) => [user.id, user]));
		return rows.map((row) => ({
			id: row.token_hash,
			createdBy: users.get(row.created_by) ?? null,
			usesLeft: row.uses_left,
			expiresAt: row.expires_at,
			createdAt: row.created_at
		}));
	},
	['invite.list']
);
