import { edit, testsIn, type Protection } from './protection.ts';

const auth = (file: string) => `src/lib/server/auth/${file}.ts`;
const hub = (file: string) => `src/lib/server/hub/${file}.ts`;
const sessions = testsIn('tests/security/01-08-sessions.test.ts');
const factors = testsIn('tests/security/35-38-factors.test.ts');
const cookieTest = sessions('2: the cookie of a session');

/** Lines 1 to 3. */
export const ofSessions: Protection[] = [
	{
		line: 1,
		what: 'the hub asks where a page is from',
		edits: [
			edit(
				hub('handshake'),
				'if (secret === undefined && !isOwnOrigin(headers.origin, settings.origin, headers.host))',
				'if (false as boolean)'
			)
		],
		test: sessions('1: another site reaches the hub')
	},
	{
		line: 1,
		what: 'a missing or null Origin is not the own one',
		edits: [
			edit(
				auth('origins'),
				'if (!origin || !URL.canParse(origin)) return false;',
				'if (!origin || !URL.canParse(origin)) return true;'
			)
		],
		test: sessions('1: another site reaches the hub')
	},
	{
		line: 2,
		what: 'the cookie is HttpOnly',
		edits: [edit(auth('cookies'), '		httpOnly: true,\n', '		httpOnly: false,\n')],
		test: cookieTest
	},
	{
		line: 2,
		what: 'the cookie is SameSite=Lax',
		edits: [edit(auth('cookies'), "		sameSite: 'lax',\n", "		sameSite: 'none',\n")],
		test: cookieTest
	},
	{
		line: 2,
		what: 'the cookie is Secure over https',
		edits: [edit(auth('cookies'), 'secure: auth.settings.secure', 'secure: false')],
		test: cookieTest
	},
	{
		line: 2,
		what: 'the cookie is bound to its host over https',
		edits: [
			edit(auth('create-lucia'), "secure ? '__Host-inkling_session' : 'inkling_session'", "'inkling_session'")
		],
		test: cookieTest
	},
	{
		line: 3,
		what: 'the id of a session is long',
		edits: [
			edit(
				auth('open-session'),
				'createdAt: Date.now() });',
				'createdAt: Date.now() }, { sessionId: newId().slice(-12) });'
			)
		],
		test: sessions('3: the id of a session is long')
	},
	{
		line: 3,
		what: 'every sign-in begins a session of its own',
		edits: [
			edit(
				auth('open-session'),
				'const session = await auth.lucia',
				'const session = (await auth.lucia.getUserSessions(user.id))[0] ?? await auth.lucia'
			)
		],
		test: sessions('3: the id of a session is long')
	},
	{
		line: 3,
		what: 'a second factor puts the session under another id',
		edits: [
			edit(
				auth('factors/confirm-totp'),
				"import { renewSession } from '../renew-session.ts';",
				"import { sessionCookie } from '../cookies.ts';"
			),
			edit(
				auth('factors/confirm-totp'),
				'await renewSession(auth, session)',
				'sessionCookie(auth, session.id)'
			)
		],
		test: factors('3: the session goes on under another id')
	},
	{
		line: 3,
		what: 'the id from before is deleted',
		edits: [
			edit(auth('renew-session'), '	await auth.store.write((tx) => deleteSession(tx, session.id));\n', '')
		],
		test: factors('3: the session goes on under another id')
	},
	{
		line: 3,
		what: 'the sockets of the id from before are closed',
		edits: [edit(auth('renew-session'), '	tellEnded(auth, [session.id]);\n', '')],
		test: factors('3: the session goes on under another id')
	}
];
