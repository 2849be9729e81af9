import { edit, testsIn, type Protection } from './protection.ts';

const handler = (file: string) => `src/lib/server/handlers/${file}.ts`;
const policy = (file: string) => `src/lib/server/policies/${file}.ts`;
const inside = testsIn('tests/security/10-25-from-inside.test.ts');
const guessed = testsIn('tests/security/11-guessed-ids.test.ts');
const standing = testsIn('tests/security/04-40-standing.test.ts');
const table = testsIn('tests/hub/permissions.test.ts');

const removed = inside('10: whoever was removed hears nothing more');
const sameWords = guessed('11: what is not one’s own and what nobody has');
const findsChat = edit(
	handler('support/find-chat-for'),
	'import { findPlace,',
	"import { findChat } from '../../store/chats.ts';\nimport { findPlace,"
);

/** Lines 9 to 11. */
export const ofRights: Protection[] = [
	{
		line: 9,
		what: 'a new event without a row is noticed',
		edits: [edit('tests/hub/permissions/table.ts', "'./rows/*.ts'", "['./rows/*.ts', '!./rows/drafts.ts']")],
		test: table('has a row for every event')
	},
	{
		line: 9,
		what: 'an event asks for the permission that it needs',
		edits: [
			edit(handler('support/run-handler'), '!user || user.disabled || !mayAll(user.role, needs)', '!user')
		],
		test: standing('9: an event that needs a permission')
	},
	{
		line: 9,
		what: 'who was removed is not in the chat',
		edits: [edit(policy('chat-policies'), '!deleted && isMember &&', '!deleted &&')],
		test: table('chat.messages.get')
	},
	{
		line: 9,
		what: 'a chat that has not begun is its creator’s alone',
		edits: [edit(policy('chat-policies'), ' && (initiated || isCreator)', '')],
		test: table('message.send in a chat that has not begun')
	},
	{
		line: 9,
		what: 'a message is edited by its sender alone',
		edits: [edit(policy('message-policies'), 'return isSender && !deleted;', 'return !deleted;')],
		test: table('message.edit')
	},
	{
		line: 9,
		what: 'those who look after a group alone add people',
		edits: [
			edit(
				policy('member-policies'),
				"return kind === 'group' && role !== 'member';",
				"return kind === 'group' && role !== undefined;"
			)
		],
		test: table('chat.members.add')
	},
	{
		line: 9,
		what: 'a group is destroyed by its owner alone',
		edits: [edit(policy('chat-policies'), "kind !== 'group' || role === 'owner'", 'kind !== role')],
		test: table('chat.delete')
	},
	{
		line: 9,
		what: 'an admin makes nobody an admin',
		edits: [
			edit(
				policy('server-policies'),
				'return mayLookAfter(role, from) && mayLookAfter(role, to);',
				'return mayLookAfter(role, from);'
			)
		],
		test: standing('9: an admin makes nobody an admin')
	},
	{
		line: 9,
		what: 'an admin looks after no owner',
		edits: [edit(policy('server-policies'), " && target !== 'owner' && target !== 'admin'", '')],
		test: standing('admin disables owner')
	},
	{
		line: 10,
		what: 'who is removed leaves the room of the chat',
		edits: [edit(handler('support/take-out'), '	push.dismiss(chat.id, userId);\n', '')],
		test: removed
	},
	{
		line: 10,
		what: 'and does so before anything else is told',
		edits: [
			edit(
				'src/lib/server/hub/push-queue.ts',
				'		else sockets.socketsLeave(roomOf.chat(chatId));\n',
				'		else void setTimeout(() => sockets.socketsLeave(roomOf.chat(chatId)), 1_000);\n'
			)
		],
		test: removed
	},
	{
		line: 11,
		what: 'a chat of others is refused in the words for none',
		edits: [
			edit(
				handler('support/find-chat-for'),
				"if (!place || !isSeen(place, userId)) throw refuse('not_found');",
				"if (!place || !isSeen(place, userId)) throw refuse((await findChat(db, chatId)) ? 'forbidden' : 'not_found');"
			),
			findsChat
		],
		test: sameWords
	},
	{
		line: 11,
		what: 'a message of others is refused in the words for none',
		edits: [
			edit(
				handler('support/find-message-for'),
				"if (!row) throw refuse('not_found');",
				"if (!row) throw refuse('not_found', 'There is no such message.');"
			)
		],
		test: sameWords
	},
	{
		line: 11,
		what: 'and in the same time',
		edits: [
			edit(
				handler('support/find-chat-for'),
				"if (!place || !isSeen(place, userId)) throw refuse('not_found');",
				"if (!place || !isSeen(place, userId)) {\n		const found = await findChat(db, chatId);\n		for (let more = found ? 300 : 0; more > 0; more--) await findChat(db, chatId);\n		throw refuse('not_found');\n	}"
			),
			findsChat
		],
		test: sameWords
	},
	{
		line: 11,
		what: 'a batch says of a chat of others what it says of none',
		edits: [
			edit(
				handler('chat.content.batch'),
				"if (chats.length > 0 && chats.every((chat) => 'error' in chat)) throw refuse('not_found');",
				'chats.push(...[]);'
			),
			edit(
				handler('chat.content.batch'),
				"error: { code: 'not_found', message: error.message } };",
				"error: { code: 'not_found', message: `${error.message}${(await db.sql.selectFrom('chats').select('id').where('id', '=', wanted.chatId).execute()).length}` } };"
			)
		],
		test: guessed('11: a batch of chats')
	}
];
