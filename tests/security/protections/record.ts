import { edit, testsIn, type Edit, type Protection } from './protection.ts';

const handler = (file: string) => `src/lib/server/handlers/${file}.ts`;
const auth = (file: string) => `src/lib/server/auth/${file}.ts`;
const migration = 'src/lib/server/store/migrations/0009-audit.ts';
const standing = testsIn('tests/security/04-40-standing.test.ts');
const factors = testsIn('tests/security/35-38-factors.test.ts');
const rotation = testsIn('tests/security/39-keys.test.ts');

const told = standing('40: the audit record tells of accounts');
const stays = (statement: string) => standing(`40: the audit record stays as it is: ${statement}`);

/** The line is not put down: nothing is, where there is nothing to await. */
const unwritten = (file: string): Edit =>
	edit(file, 'await appendAudit(tx, ', 'await ((..._: unknown[]) => Promise.resolve(appendAudit))(tx, ');

const noted = (what: string, file: string, test = told): Protection => ({
	line: 40,
	what: `the record tells of ${what}`,
	edits: [unwritten(file)],
	test
});

/** Line 40. */
export const ofRecord: Protection[] = [
	{
		line: 40,
		what: 'no line of the record is changed',
		edits: [edit(migration, "['UPDATE', 'DELETE']", "['DELETE']")],
		test: stays('UPDATE')
	},
	{
		line: 40,
		what: 'no line of the record is deleted',
		edits: [edit(migration, "['UPDATE', 'DELETE']", "['UPDATE']")],
		test: stays('DELETE')
	},
	{
		line: 40,
		what: 'no line of the record is replaced',
		edits: [edit(migration, 'WHEN ${taken} ${refused}', 'WHEN 0 AND ${taken} ${refused}')],
		test: stays('REPLACE')
	},
	noted('sign-ins', auth('open-session'), standing('4: who is disabled')),
	{
		line: 40,
		what: 'the record tells of refused sign-ins',
		edits: [edit(auth('sign-in'), '		await noteRefusal(auth, user, fits, visitor);\n', '		void noteRefusal;\n')],
		test: standing('4: who is disabled')
	},
	noted('accounts', auth('sign-up')),
	noted('invites', auth('invites')),
	noted('roles on the server', handler('users.role')),
	noted('people who come into a chat', handler('chat.members.add')),
	noted('roles in a chat', handler('chat.members.role')),
	noted('people who are taken out', handler('support/take-out')),
	noted('deletions', handler('support/destroy')),
	noted(
		'factors that are set up',
		auth('factors/confirm-totp'),
		factors('7, 40: the record tells of factors')
	),
	noted(
		'factors that are removed',
		auth('factors/remove-factor'),
		factors('7, 40: the record tells of factors')
	),
	noted(
		'rotations of the master key',
		'src/lib/server/store/rotate-master-key.ts',
		rotation('39, 40: a rotation of the master key')
	),
	{
		line: 40,
		what: 'no name that nobody has stands in the record',
		edits: [
			edit(
				auth('sign-in'),
				'		await noteRefusal(auth, user, fits, visitor);\n',
				"		await noteRefusal(auth, user, fits, { ...visitor, userAgent: null });\n		await auth.store.write((tx) => appendAudit(tx, { action: 'session.refused', actorId: null, details: { username } }));\n"
			)
		],
		test: standing('40: the audit record holds no name')
	},
	{
		line: 40,
		what: 'a name is one line',
		edits: [
			edit(
				'src/lib/protocol/accounts.ts',
				String.raw`	.refine((value) => !/[\r\n\u2028\u2029]/.test(value), 'must be one line')` + '\n',
				''
			)
		],
		test: standing('40: nobody can have a name with a line break')
	}
];
