import type { Selectable } from 'kysely';
import type { AuditAction, AuditEntry } from '../../protocol/audit.ts';
import { newId } from '../../protocol/ids.ts';
import { toListing, type Listing } from './listing.ts';
import type { Db, Tx } from './open-store.ts';
import type { AuditTable } from './tables.ts';
import { findUsers } from './users.ts';

/** What is to be put down: who did what, to whom, and what else matters. Never a secret nor a text. */
export type AuditFacts = {
	action: AuditAction;
	actorId: string | null;
	targetId?: string | null;
	details?: AuditEntry['details'];
};

/** A page of the record, the newest first; `before` names the last line of the page before. */
export type AuditPage = {
	action?: AuditAction | undefined;
	/** Lines of what this person did, or what was done to them. */
	userId?: string | undefined;
	before?: string | undefined;
	limit: number;
};

/** Puts down what a transaction does, as part of it. */
export async function appendAudit(tx: Tx, { action, actorId, targetId, details }: AuditFacts): Promise<void> {
	await tx.sql
		.insertInto('audit')
		.values({
			id: newId(),
			at: tx.now,
			action,
			actor_id: actorId,
			target_id: targetId ?? null,
			details: JSON.stringify(details ?? {})
		})
		.execute();
}

export async function findAuditPage(db: Db, page: AuditPage): Promise<Listing<AuditEntry>> {
	const { before, limit } = page;
	const lines = linesOf(db, page);
	const older = before === undefined ? lines : lines.where('id', '<', before);
	const rows = await older
		.selectAll()
		.orderBy('id', 'desc')
		.limit(limit + 1)
		.execute();
	const newer =
		before === undefined
			? undefined
			: await lines.select('id').where('id', '>=', before).limit(1).executeTakeFirst();
	return toListing(await toEntries(db, rows), limit, newer !== undefined);
}

function linesOf(db: Db, { action, userId }: Pick<AuditPage, 'action' | 'userId'>) {
	let lines = db.sql.selectFrom('audit');
	if (action) lines = lines.where('action', '=', action);
	if (userId) {
		lines = lines.where((eb) => eb.or([eb('actor_id', '=', userId), eb('target_id', '=', userId)]));
	}
	return lines;
}

async function toEntries(db: Db, rows: Selectable<AuditTable>[]): Promise<AuditEntry[]> {
	const ids = new Set(rows.flatMap(({ actor_id, target_id }) => [actor_id ?? [], target_id ?? []].flat()));
	const users = new Map((await findUsers(db, [...ids])).map((user) => [user.id, user]));
	return rows.map((row) => ({
		id: row.id,
		at: row.at,
		action: row.action,
		actor: users.get(row.actor_id ?? '') ?? null,
		target: users.get(row.target_id ?? '') ?? null,
		details: JSON.parse(row.details) as AuditEntry['details']
	}));
}
