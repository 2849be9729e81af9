import { edit, testsIn, type Protection } from './protection.ts';

const handler = (file: string) => `src/lib/server/handlers/${file}.ts`;
const readToken = 'src/lib/server/auth/read-token.ts';
const tokens = testsIn('tests/hub/tokens.test.ts');

/** Of programs, which the project's list does not speak of. */
export const ofTokens: Protection[] = [
	{
		line: null,
		what: 'a token permits what it names',
		edits: [edit(handler('support/run-handler'), '	checkToken(caller, handler);\n', '')],
		test: tokens('does what its token permits, and nothing else')
	},
	{
		line: null,
		what: 'no token takes over accounts',
		edits: [edit('src/lib/server/policies/token-policies.ts', 'if (closed.has(name)) return null;', '')],
		test: tokens('gets round that neither by sync.offline')
	},
	{
		line: null,
		what: 'a program that may not read is told nothing',
		edits: [
			edit(
				'src/lib/server/hub/serve-socket.ts',
				"caller.permissions === 'all' || caller.permissions.includes('read')",
				"caller.permissions !== 'all' || caller.permissions === 'all'"
			)
		],
		test: tokens('is told nothing, and lets nobody seem to be there')
	},
	{
		line: null,
		what: 'revoking a token closes what it opened',
		edits: [edit(handler('tokens.revoke'), 'push.endSession(id);', 'void push;')],
		test: tokens('ends what it opened when it is revoked'),
		waits: true
	},
	{
		line: null,
		what: 'no token of a disabled account holds',
		edits: [edit(readToken, '!user || user.disabled', '!user')],
		test: tokens('lets nobody in while its account is disabled')
	},
	{
		line: null,
		what: 'no token holds longer than it was made for',
		edits: [edit(readToken, 'if (row.expires_at !== null && row.expires_at <= Date.now()) return null;', '')],
		test: tokens('ends what it opened when it expires'),
		waits: true
	},
	{
		line: null,
		what: 'tokens stand hashed on the disk',
		edits: [edit(handler('tokens.create'), 'secret_hash: hashToken(secret)', 'secret_hash: secret')],
		test: tokens('stands hashed on the disk')
	},
	{
		line: null,
		what: 'nobody makes tokens for others',
		edits: [
			edit(
				handler('support/find-token-holder'),
				"!holder?.bot || !self || !mayAll(self.role, ['bot.manage'])",
				'!holder || !self'
			)
		],
		test: {
			file: 'tests/hub/permissions.test.ts',
			name: 'tokens.create for somebody else over the socket'
		}
	},
	{
		line: null,
		what: 'nobody gives a bot a password',
		edits: [edit(handler('users.password.reset'), 'if (target.bot)', 'if (false as boolean)')],
		test: tokens('is made once, and has no password')
	}
];
