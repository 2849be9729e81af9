import { edit, testsIn, type Protection } from './protection.ts';

const auth = (file: string) => `src/lib/server/auth/${file}.ts`;
const sessions = testsIn('tests/security/01-08-sessions.test.ts');
const inviteLinks = testsIn('tests/security/07-invite-links.e2e.ts');

/** Lines 7 and 8. */
export const ofSecrets: Protection[] = [
	{
		line: 7,
		what: 'the log holds no password',
		edits: [
			edit(
				auth('sign-in'),
				'	countGuess(auth, username, visitor.address);\n',
				"	countGuess(auth, username, visitor.address);\n	auth.log.info({ username, password }, 'Somebody signs in.');\n"
			)
		],
		test: sessions('7: no password, session, invite or cookie')
	},
	{
		line: 7,
		what: 'a refusal does not say what was typed',
		edits: [
			edit(
				auth('sign-in'),
				"'The username or the password is wrong.'",
				'`The password ${password} is wrong.`'
			)
		],
		test: sessions('7: no password, session, invite or cookie')
	},
	{
		line: 7,
		what: 'an invite stands behind the # of its address, which browsers keep to themselves',
		edits: [edit('src/routes/api/v1/invites/+server.ts', '/signup#invite=', '/signup?invite=')],
		test: inviteLinks('7: what an invite link holds')
	},
	{
		line: 8,
		what: 'an event is asked for by POST alone',
		edits: [
			edit(
				'src/routes/api/v1/[event]/+server.ts',
				'/** The HTTP door',
				'export const GET: RequestHandler = (event) => POST(event);\n/** The HTTP door'
			)
		],
		test: sessions('8: nothing changes by GET')
	},
	{
		line: 8,
		what: 'what changes something bears the server’s own Origin',
		edits: [
			edit(
				'src/lib/server/http/guard-request.ts',
				'	if (given === null ? !withCookie : isOwn(given, origin, url)) return null;\n	return refusal(event);',
				'	return null;'
			)
		],
		test: sessions('8: nothing changes by what another site')
	},
	{
		line: 8,
		what: 'a request with a cookie says where it is from',
		edits: [
			edit(
				'src/lib/server/http/guard-request.ts',
				'given === null ? !withCookie :',
				'given === null ? true :'
			)
		],
		test: sessions('8: nothing changes by what another site')
	}
];
