import { sql } from 'kysely';
import type { Checked } from '../open-for-check.ts';

type Look = (checked: Checked) => Promise<string[]>;

/** Numbers that are kept, and what counting anew says, a sentence for each that differ. */
export async function* findMiscounts(checked: Checked): AsyncGenerator<string> {
	for (const look of [places, memberCounts, readings, stamps, draftVersions]) yield* await look(checked);
}

/** `seq` is dense from 1 within a chat, and the chat knows the last. What was destroyed has no messages. */
const places: Look = async ({ db }) => {
	const rows = await db.sql
		.selectFrom('chats')
		.leftJoin('messages', 'messages.chat_id', 'chats.id')
		.select((eb) => [
			'chats.id',
			'chats.last_seq',
			eb.fn.count<number>('messages.id').as('count'),
			eb.fn.min<number | null>('messages.seq').as('first'),
			eb.fn.max<number | null>('messages.seq').as('last')
		])
		.where('chats.deleted_at', 'is', null)
		.groupBy(['chats.id', 'chats.last_seq'])
		.execute();
	return rows
		.filter(({ last_seq, count, first, last }) => {
			return count !== last_seq || (last ?? 0) !== last_seq || (count > 0 && first !== 1);
		})
		.map(({ id, last_seq, count, first, last }) => {
			const found = `${count} messages, from ${first ?? 0} to ${last ?? 0}`;
			return `Chat ${id} counts ${last_seq} messages, but there are ${found}.`;
		});
};

/** A chat that has not begun may be off its author's list, who is a member all the same. */
const memberCounts: Look = async ({ db }) => {
	const rows = await db.sql
		.selectFrom('chats')
		.leftJoin('members', (join) =>
			join.onRef('members.chat_id', '=', 'chats.id').on('members.removed_at', 'is', null)
		)
		.select((eb) => ['chats.id', 'chats.member_count', eb.fn.count<number>('members.user_id').as('count')])
		.where('chats.initiated_at', 'is not', null)
		.groupBy(['chats.id', 'chats.member_count'])
		.execute();
	return rows
		.filter(({ member_count, count }) => member_count !== count)
		.map(
			({ id, member_count, count }) => `Chat ${id} counts ${member_count} members, but there are ${count}.`
		);
};

const readings: Look = async ({ db }) => {
	const rows = await db.sql
		.selectFrom('members')
		.innerJoin('chats', 'chats.id', 'members.chat_id')
		.select(['members.chat_id', 'members.user_id', 'members.read_seq', 'chats.last_seq'])
		.whereRef('members.read_seq', '>', 'chats.last_seq')
		.execute();
	return rows.map(
		({ chat_id, user_id, read_seq, last_seq }) =>
			`${user_id} has read up to ${read_seq} in chat ${chat_id}, which has ${last_seq} messages.`
	);
};

/** A row that bears a later stamp than any command would be told again and again, or never. */
const stamps: Look = async ({ db }) => {
	const findings: string[] = [];
	for (const table of ['users', 'chats', 'members', 'messages', 'drafts'] as const) {
		const { rows } = await sql<{ count: number }>`SELECT count(*) AS count FROM ${sql.table(table)}
			WHERE stamp > (SELECT value FROM counters WHERE name = 'stamp')`.execute(db.sql);
		const count = rows[0]?.count ?? 0;
		if (count > 0) findings.push(`${count} rows of ${table} are from commands that were never counted.`);
	}
	return findings;
};

const draftVersions: Look = async ({ db }) => {
	const rows = await db.sql
		.selectFrom('draft_mutations')
		.innerJoin('drafts', (join) =>
			join
				.onRef('drafts.user_id', '=', 'draft_mutations.user_id')
				.onRef('drafts.chat_id', '=', 'draft_mutations.chat_id')
		)
		.select(['drafts.user_id', 'drafts.chat_id', 'drafts.version'])
		.distinct()
		.whereRef('draft_mutations.version', '>', 'drafts.version')
		.execute();
	return rows.map(
		({ user_id, chat_id, version }) =>
			`The draft of ${user_id} in chat ${chat_id} is at version ${version}, but later ones were acknowledged.`
	);
};
