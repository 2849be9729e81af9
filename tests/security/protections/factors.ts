import { edit, testsIn, type Protection } from './protection.ts';

const auth = (file: string) => `src/lib/server/auth/${file}.ts`;
const store = (file: string) => `src/lib/server/store/${file}.ts`;
const factors = testsIn('tests/security/35-38-factors.test.ts');
const clock = testsIn('tests/security/35-38-by-the-clock.test.ts');

const codeTwice = factors('37: with an app the password alone');
const recovery = factors('38: each recovery code');
const link = factors('38: a link for a new password works once');

/** Lines 37 and 38. */
export const ofFactors: Protection[] = [
	{
		line: 37,
		what: 'a code counts once',
		edits: [edit(auth('factors/totp'), 'afterTimeStep: after', 'afterTimeStep: after - after')],
		test: codeTwice
	},
	{
		line: 37,
		what: 'the step of a code is noted',
		edits: [edit(auth('factors/use-code'), '			await noteTotpStep(tx, userId, step);\n', '')],
		test: codeTwice
	},
	{
		line: 37,
		what: 'a code is good for one step around now',
		edits: [edit(auth('factors/totp'), 'toleranceSeconds = 30', 'toleranceSeconds = 60')],
		test: clock('37: a code is good')
	},
	{
		line: 37,
		what: 'with an app the password alone is not enough',
		edits: [
			edit(
				auth('factors/pass-code'),
				'if (!(await hasSecondFactor(auth.store.db, user.id))) return null;',
				'if (typed === undefined || !(await hasSecondFactor(auth.store.db, user.id))) return null;'
			)
		],
		test: codeTwice
	},
	{
		line: 38,
		what: 'recovery codes are kept as digests',
		edits: [
			edit(
				store('recovery-codes'),
				"return Buffer.from(key.fingerprint(['recovery code', code])).toString('base64url');",
				'return key ? code : code;'
			)
		],
		test: recovery
	},
	{
		line: 38,
		what: 'a recovery code works once',
		edits: [
			edit(
				store('recovery-codes'),
				"		.where('used_at', 'is', null)\n		.executeTakeFirst();\n	return numUpdatedRows",
				'		.executeTakeFirst();\n	return numUpdatedRows'
			)
		],
		test: recovery
	},
	{
		line: 38,
		what: 'new recovery codes take the place of the old ones',
		edits: [
			edit(
				store('recovery-codes'),
				"	await tx.sql.deleteFrom('recovery_codes').where('user_id', '=', userId).execute();\n",
				''
			)
		],
		test: recovery
	},
	{
		line: 38,
		what: 'a recovery code is one person’s',
		edits: [
			edit(store('recovery-codes'), "		.where('user_id', '=', userId)\n		.where('digest'", "		.where('digest'"),
			edit(
				store('recovery-codes'),
				"Buffer.from(key.fingerprint(['recovery code', code]))",
				"Buffer.from(key ? `digest ${code}` : '')"
			)
		],
		test: factors('38: nobody comes in with the recovery code of another')
	},
	{
		line: 38,
		what: 'another password keeps the second factor',
		edits: [
			edit(
				auth('change-password'),
				'		await updatePassword(tx, user.id, hash);\n',
				"		await updatePassword(tx, user.id, hash);\n		await tx.sql.deleteFrom('totp').where('user_id', '=', user.id).execute();\n"
			)
		],
		test: factors('38: another password keeps')
	},
	{
		line: 38,
		what: 'a link for a new password keeps the second factor',
		edits: [
			edit(
				auth('reset-password'),
				'		await updatePassword(tx, userId, hash);\n',
				"		await updatePassword(tx, userId, hash);\n		await tx.sql.deleteFrom('totp').where('user_id', '=', userId).execute();\n"
			)
		],
		test: link
	},
	{
		line: 38,
		what: 'a link works once',
		edits: [edit(auth('reset-password'), '		await deletePasswordResets(tx, userId);\n', '')],
		test: link
	},
	{
		line: 38,
		what: 'a newer link takes the place of the one before',
		edits: [edit(store('password-resets'), '	await deletePasswordResets(tx, reset.userId);\n', '')],
		test: link
	},
	{
		line: 38,
		what: 'a link signs out everywhere',
		edits: [edit(auth('reset-password'), "return deleteSomeSessions(tx, userId, 'all');", 'return [];')],
		test: link
	},
	{
		line: 38,
		what: 'a link is good for a day',
		edits: [edit(store('password-resets'), "		.where('expires_at', '>', tx.now)\n", '')],
		test: clock('38: a link for a new password is worth nothing')
	}
];
