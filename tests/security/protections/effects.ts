import { edit, testsIn, type Protection } from './protection.ts';

const handler = (file: string) => `src/lib/server/handlers/${file}.ts`;
const policy = (file: string) => `src/lib/server/policies/${file}.ts`;
const inside = testsIn('tests/security/10-25-from-inside.test.ts');
const ownDrafts = inside('12: a draft and its history');

/** Lines 12 to 14. */
export const ofEffects: Protection[] = [
	{
		line: 12,
		what: 'the history of drafts is read by its owner alone',
		edits: [
			edit(
				'src/lib/server/store/draft-history.ts',
				"		.selectAll()\n		.where('user_id', '=', userId)\n",
				'		.selectAll()\n'
			)
		],
		test: ownDrafts
	},
	{
		line: 12,
		what: 'a pull brings one’s own drafts alone',
		edits: [
			edit(
				'src/lib/server/store/drafts.ts',
				"selectAll().where('user_id', '=', place('userId')).where('chat_id', 'in', chatIds)",
				"selectAll().where('chat_id', 'in', chatIds)"
			)
		],
		test: ownDrafts
	},
	{
		line: 12,
		what: 'a change of a draft is told to its owner alone',
		edits: [
			edit(
				handler('support/change-draft'),
				"push.toUser(caller.userId, 'draft.updated', draft);",
				"push.toChat(chatId, 'draft.updated', draft);"
			)
		],
		test: ownDrafts
	},
	{
		line: 13,
		what: 'the caller’s role is looked up in the transaction of the command',
		edits: [
			edit(
				handler('support/run-handler'),
				'			if (handler.needs.length > 0) await checkNeeds(tx, caller, handler.needs);\n',
				''
			),
			edit(
				handler('support/run-handler'),
				'		const work = async (tx: Tx) => {\n',
				'		if (handler.needs.length > 0) await checkNeeds(store.db, caller, handler.needs);\n		const work = async (tx: Tx) => {\n'
			)
		],
		test: inside('13: a role that is taken away in the same turn')
	},
	{
		line: 13,
		what: 'and so is their place in the chat',
		edits: [
			edit(
				handler('support/find-chat-for'),
				'const asked = await findPlace(db, chatId, userId);',
				'const asked = (seen[chatId + userId] ??= await findPlace(db, chatId, userId));'
			),
			edit(
				handler('support/find-chat-for'),
				"/**\n * The chat and the caller's place",
				"const seen: Record<string, ChatPlace | undefined> = {};\n\n/**\n * The chat and the caller's place"
			)
		],
		test: inside('13: what is asked while the right to it is taken away')
	},
	{
		line: 14,
		what: 'a message that says who sent it is refused',
		edits: [
			edit(
				'src/lib/protocol/contract.ts',
				'z.strictObject({\n				id,\n				chatId: id,\n				content: documentOf(limits, { mayBeBlank: false }),\n				replyTo',
				'z.object({\n				id,\n				chatId: id,\n				content: documentOf(limits, { mayBeBlank: false }),\n				replyTo'
			)
		],
		test: inside('14: who sent it')
	},
	{
		line: 14,
		what: 'the server says when it was sent',
		edits: [
			edit(
				'src/lib/server/store/messages.ts',
				'		created_at: tx.now,\n',
				'		created_at: Number.parseInt(message.id.slice(0, 8), 16),\n'
			)
		],
		test: inside('14: who sent it')
	},
	{
		line: 14,
		what: 'nobody gives themselves a role in a chat',
		edits: [
			edit(
				policy('member-policies'),
				"return kind === 'group' && role === 'owner';",
				"return kind === 'group' && role !== undefined;"
			)
		],
		test: inside('14: who sent it')
	}
];
