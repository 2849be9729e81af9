import { edit, testsIn, type Protection } from './protection.ts';

const auth = (file: string) => `src/lib/server/auth/${file}.ts`;
const surface = testsIn('tests/security/19-36-surface.test.ts');
const factors = testsIn('tests/security/35-38-factors.test.ts');
const clock = testsIn('tests/security/35-38-by-the-clock.test.ts');

const hashed = surface('34: passwords are stored by Argon2id');
const fromOneAddress = clock('35: from one address');

/** Lines 34 to 36. */
export const ofPasswords: Protection[] = [
	{
		line: 34,
		what: 'a password’s hash takes 19 MiB',
		edits: [edit(auth('passwords'), 'memoryCost: 19 * 1024', 'memoryCost: 4 * 1024')],
		test: hashed
	},
	{
		line: 34,
		what: 'and two passes',
		edits: [edit(auth('passwords'), 'timeCost: 2', 'timeCost: 1')],
		test: hashed
	},
	{
		line: 34,
		what: 'by Argon2id',
		edits: [edit(auth('passwords'), 'parallelism: 1 };', 'parallelism: 1, algorithm: 1 };')],
		test: hashed
	},
	{
		line: 35,
		what: 'guesses are counted for the account',
		edits: [
			edit(
				auth('auth'),
				"takeGuess(auth, 'account', account.toLowerCase(), auth.settings.signInsPerMinute.account)",
				'0'
			)
		],
		test: clock('35: one account’s password')
	},
	{
		line: 35,
		what: 'however its name is written',
		edits: [edit(auth('auth'), 'account.toLowerCase()', 'account')],
		test: clock('35: one account’s password')
	},
	{
		line: 35,
		what: 'the owner is not locked out for long',
		edits: [edit(auth('auth'), 'perSecond: perMinute / 60,', 'perSecond: perMinute / 86_400,')],
		test: clock('35: one account’s password')
	},
	{
		line: 35,
		what: 'guesses are counted for the address',
		edits: [
			edit(auth('auth'), "		takeGuess(auth, 'address', address, auth.settings.signInsPerMinute.address),\n", '')
		],
		test: fromOneAddress
	},
	{
		line: 35,
		what: 'so are links for a new password',
		edits: [edit(auth('reset-password'), '	countAddress(auth, address);\n', '')],
		test: fromOneAddress
	},
	{
		line: 35,
		what: 'and passkeys',
		edits: [edit(auth('factors/begin-passkey-sign-in'), '	countAddress(auth, where.address);\n', '')],
		test: fromOneAddress
	},
	{
		line: 35,
		what: 'an open page guesses no faster',
		edits: [edit(auth('prove-password'), '	countGuess(auth, user.username, address);\n', '')],
		test: clock('35: an open page')
	},
	{
		line: 35,
		what: 'guesses of a code are counted',
		edits: [edit(auth('factors/pass-code'), '	countCodeGuess(auth, user.id);\n', '')],
		test: factors('35: codes are guessed')
	},
	{
		line: 36,
		what: 'an unknown name gets the words for a wrong password',
		edits: [
			edit(
				auth('sign-in'),
				"'The username or the password is wrong.'",
				"user ? 'The password is wrong.' : 'There is no such account.'"
			)
		],
		test: surface('36: a known and an unknown name')
	},
	{
		line: 36,
		what: 'an unknown name takes as long',
		edits: [
			edit(
				auth('passwords'),
				'	hashOfNobody ??=',
				'	if (passwordHash === undefined) return false;\n	hashOfNobody ??='
			)
		],
		test: clock('36: a known and an unknown name')
	}
];
