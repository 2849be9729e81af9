import { edit, testsIn, type Protection } from './protection.ts';

const keyring = (file: string) => `src/lib/server/keyring/${file}.ts`;
const store = (file: string) => `src/lib/server/store/${file}.ts`;
const copies = testsIn('tests/security/39-copy.test.ts');
const rotation = testsIn('tests/security/39-keys.test.ts');
const sealed = testsIn('tests/security/39-sealed.test.ts');

const foreignKey = copies('39: a server is not started on such a copy');
const rotated = rotation('39, 40: a rotation of the master key');

/** What is of this kind stands on the disk as it was written. */
const unsealed = (purpose: string): Protection => ({
	line: 39,
	what: `a ${purpose} lies on the disk sealed`,
	edits: [
		edit(
			keyring('chat-key'),
			'		return encrypt(key,',
			`		if (purpose === '${purpose}') return Buffer.from(JSON.stringify(value));\n		return encrypt(key,`
		),
		edit(
			keyring('chat-key'),
			'return JSON.parse(this.#decrypt(purpose, rowId, sealed).toString()) as Value;',
			`return JSON.parse((purpose === '${purpose}' ? Buffer.from(sealed) : this.#decrypt(purpose, rowId, sealed)).toString()) as Value;`
		)
	],
	test: copies('39: a copy of the data without the key file')
});

/** Line 39. */
export const ofKeys: Protection[] = [
	{
		line: 39,
		what: 'nonces are random',
		edits: [edit(keyring('cipher'), 'randomFillSync(noncePool);', 'noncePool.fill(0);')],
		test: sealed('39: no nonce is used twice')
	},
	{
		line: 39,
		what: 'a nonce is given once',
		edits: [edit(keyring('cipher'), '(taken += nonceBytes)', 'taken + nonceBytes')],
		test: sealed('39: no nonce is used twice')
	},
	{
		line: 39,
		what: 'a key is replaced before 2^32 uses',
		edits: [edit(store('chat-keys'), "		.where('seals', '<=', sealsMax - sealsCounted)\n", '')],
		test: sealed('39: a key is replaced')
	},
	{
		line: 39,
		what: 'what is sealed is bound to its row',
		edits: [edit(keyring('chat-key'), '${this.chatId}:${rowId}:', '${this.chatId}:')],
		test: sealed('39: what was sealed for one row')
	},
	{
		line: 39,
		what: 'what is sealed is bound to its chat',
		edits: [
			edit(keyring('chat-key'), '${purpose}:${this.chatId}:', '${purpose}:'),
			edit(
				keyring('keyring'),
				'return `chat:${chatId}:${generation}`;',
				'return `chat:${chatId ? generation : 0}`;'
			)
		],
		test: sealed('39: a message that is moved to another chat')
	},
	{
		line: 39,
		what: 'a wrapped key is bound to its chat',
		edits: [
			edit(
				keyring('keyring'),
				'return `chat:${chatId}:${generation}`;',
				'return `chat:${chatId ? generation : 0}`;'
			)
		],
		test: sealed('39: a chat takes no key')
	},
	{
		line: 39,
		what: 'what is read is checked against that',
		edits: [
			edit(keyring('cipher'), '	cipher.setAAD(Buffer.from(identity));\n', ''),
			edit(keyring('cipher'), '	decipher.setAAD(Buffer.from(identity));\n', '')
		],
		test: sealed('39: what was sealed for one row')
	},
	...(['message', 'message-version', 'draft', 'title'] as const).map(unsealed),
	{
		line: 39,
		what: 'a start with the wrong master key is refused',
		edits: [
			edit(
				store('open-store'),
				'	if (await opensDatabase(provider, readFacts(file))) return;\n',
				'	if (opensDatabase) return;\n	readFacts(file);\n'
			)
		],
		test: foreignKey
	},
	{
		line: 39,
		what: 'a start without the master key is refused',
		edits: [
			edit('src/lib/server/start.ts', '!existsSync(config.databaseFile)', 'existsSync(config.dataDir)')
		],
		test: foreignKey
	},
	{
		line: 39,
		what: 'the key of a deleted chat is destroyed',
		edits: [edit(store('destroy-chat'), "['chat_keys', 'messages',", "['messages',")],
		test: copies('39: the key of a deleted chat is gone')
	},
	{
		line: 39,
		what: 'a rotation wraps every chat key anew',
		edits: [
			edit(
				store('rotate-master-key'),
				'if (rows.length === 0) return;',
				'if (rows.length === 0 || done >= 500) return;'
			)
		],
		test: rotated
	},
	{
		line: 39,
		what: 'no master key goes before the last of its chat keys is wrapped anew',
		edits: [
			edit(
				'scripts/keys.ts',
				'	const { earlier } = await countChatKeys(store.db);\n',
				'	const { earlier } = await countChatKeys(store.db);\n	await provider.dropEarlier();\n'
			)
		],
		test: rotated
	},
	{
		line: 39,
		what: 'two rotations at once are refused',
		edits: [
			edit(
				'scripts/keys.ts',
				"work === status ? () => undefined : takeLock(join(config.dataDir, 'keys.lock'))",
				'takeLock && (() => join)'
			)
		],
		test: rotation('39: two rotations at once')
	}
];
