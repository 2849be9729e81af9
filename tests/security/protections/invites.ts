import { edit, testsIn, type Protection } from './protection.ts';

const handler = (file: string) => `src/lib/server/handlers/${file}.ts`;
const auth = (file: string) => `src/lib/server/auth/${file}.ts`;
const standing = testsIn('tests/security/04-40-standing.test.ts');
const severalAtOnce = standing('15: an invite for several');

/** Line 15. */
export const ofInvites: Protection[] = [
	{
		line: 15,
		what: 'the uses of an invite are counted',
		edits: [edit(auth('sign-up'), '	await useInvite(tx, hashToken(invite));\n', '')],
		test: severalAtOnce
	},
	{
		line: 15,
		what: 'an invite that is used up lets nobody in',
		edits: [
			edit(
				auth('invites'),
				'return !expired && (invite.uses_left === null || invite.uses_left > 0);',
				'return !expired;'
			)
		],
		test: severalAtOnce
	},
	{
		line: 15,
		what: 'an expired invite lets nobody in',
		edits: [edit(auth('invites'), 'return !expired && (', 'return (')],
		test: severalAtOnce
	},
	{
		line: 15,
		what: 'a revoked invite lets nobody in',
		edits: [
			edit(
				handler('invites.revoke'),
				'!(await deleteInvite(tx, id))',
				'(await deleteInvite(tx, id)) === null'
			),
			edit(
				'src/lib/server/store/invites.ts',
				"	const { numDeletedRows } = await tx.sql\n		.deleteFrom('invites')\n		.where('token_hash', '=', tokenHash)\n		.executeTakeFirstOrThrow();\n	return numDeletedRows > 0n;",
				"	await tx.sql.updateTable('invites').set({ created_at: 0 }).where('token_hash', '=', tokenHash).execute();\n	return true;"
			)
		],
		test: standing('15: an invite that was revoked')
	},
	{
		line: 15,
		what: 'guests and bots invite nobody',
		edits: [edit(auth('invites'), "if (!maker || !mayAll(maker.role, ['invite.create']))", 'if (!maker)')],
		test: standing('15: guests and bots')
	},
	{
		line: 15,
		what: 'whether somebody is the first is looked up in the transaction',
		edits: [edit(auth('sign-up'), '!(await hasUsers(tx))', '!(await hasUsers(auth.store.db))')],
		test: standing('15: of many who come first')
	},
	{
		line: 15,
		what: 'the page for the first account is closed by that account',
		edits: [
			edit(
				auth('sign-up'),
				'const first = !(await hasUsers(tx));',
				'const first = wish.invite === undefined;'
			)
		],
		test: standing('15: of many who come first')
	}
];
