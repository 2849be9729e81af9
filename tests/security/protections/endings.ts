import { edit, testsIn, type Protection } from './protection.ts';

const auth = (file: string) => `src/lib/server/auth/${file}.ts`;
const hub = (file: string) => `src/lib/server/hub/${file}.ts`;
const sessions = testsIn('tests/security/01-08-sessions.test.ts');
const standing = testsIn('tests/security/04-40-standing.test.ts');
const waysOut = sessions('4: another password, signing out a device or all others');
const tooOld = sessions('5: a session that is too old');

/** Lines 4 to 6. */
export const ofEndings: Protection[] = [
	{
		line: 4,
		what: 'signing out closes the sockets of the session',
		edits: [edit(auth('sign-out'), '	tellEnded(auth, [sessionId]);\n', '')],
		test: sessions('4: signing out ends the sockets')
	},
	{
		line: 4,
		what: 'signing out everywhere else closes their sockets',
		edits: [
			edit(
				auth('end-sessions'),
				'	return tellEnded(auth, ended);\n}\n\n/** Ends the sessions on one device',
				'	return ended.length;\n}\n\n/** Ends the sessions on one device'
			)
		],
		test: waysOut
	},
	{
		line: 4,
		what: 'signing out a device closes its sockets',
		edits: [
			edit(
				auth('end-sessions'),
				'	return tellEnded(auth, ended);\n}\n\nasync function noteEnd',
				'	return ended.length;\n}\n\nasync function noteEnd'
			)
		],
		test: waysOut
	},
	{
		line: 4,
		what: 'another password closes the sockets of all other sessions',
		edits: [edit(auth('change-password'), 'return tellEnded(auth, ended);', 'return ended.length;')],
		test: waysOut
	},
	{
		line: 4,
		what: 'another password ends all other sessions',
		edits: [
			edit(
				auth('change-password'),
				'return deleteSomeSessions(tx, user.id, { exceptId: session.id });',
				'return [];'
			)
		],
		test: waysOut
	},
	{
		line: 4,
		what: 'disabling an account closes its sockets',
		edits: [
			edit(
				'src/lib/server/handlers/users.disable.ts',
				"deleteSomeSessions(tx, userId, 'all')) push.endSession(id);",
				"deleteSomeSessions(tx, userId, 'all')) void id;"
			)
		],
		test: standing('4: who is disabled is out everywhere')
	},
	{
		line: 4,
		what: 'no session of a disabled account holds',
		edits: [edit(auth('read-session'), '!session || user.row.disabled', '!session')],
		test: standing('4: who is disabled is out everywhere')
	},
	{
		line: 4,
		what: 'nobody signs in to a disabled account',
		edits: [edit(auth('sign-in'), '!user || !fits || user.disabled', '!user || !fits')],
		test: standing('4: who is disabled is out everywhere')
	},
	{
		line: 5,
		what: 'a session ends when its life is over',
		edits: [edit(auth('read-session'), 'if (endsAt <= Date.now()) {', 'if (endsAt <= 0) {')],
		test: tooOld
	},
	{
		line: 5,
		what: 'use makes no session longer than its life',
		edits: [
			edit(
				auth('lucia-adapter'),
				'Math.min(expiresAt.getTime(), session.created_at + lifeMs)',
				'expiresAt.getTime()'
			)
		],
		test: tooOld
	},
	{
		line: 5,
		what: 'an open socket ends with its session',
		edits: [
			edit(
				hub('serve-socket'),
				'timer.current = setTimeout(look, wait);',
				'timer.current = setTimeout(() => {}, wait);'
			)
		],
		test: tooOld,
		waits: true
	},
	{
		line: 5,
		what: 'a session that is not used ends',
		edits: [
			edit(auth('lucia-adapter'), 'new Date(row.expires_at)', 'new Date(row.expires_at + lifeMs)'),
			edit(auth('lucia-adapter'), 'function toLuciaSession', 'const lifeMs = 1e12;\nfunction toLuciaSession')
		],
		test: tooOld
	},
	{
		line: 6,
		what: 'a socket that comes back enters the chats of now alone',
		edits: [
			edit(
				'src/lib/server/store/members.ts',
				"		.where('members.removed_at', 'is', null)\n		.where('members.hidden', '=', 0)\n		.where('chats.merged_into'",
				"		.where('members.hidden', '=', 0)\n		.where('chats.merged_into'"
			)
		],
		test: sessions('6: who comes back is looked at anew')
	},
	{
		line: 6,
		what: 'the handshake asks for a session that holds now',
		edits: [
			edit(
				auth('read-session'),
				'return id ? findLiveSession(auth, id) : null;',
				'return id ? (seen[id] ??= await findLiveSession(auth, id)) : null;'
			),
			edit(
				auth('read-session'),
				'/** The session that a `Cookie`',
				'const seen: Record<string, ReadSession | null> = {};\n/** The session that a `Cookie`'
			)
		],
		test: sessions('4: signing out ends the sockets')
	}
];
