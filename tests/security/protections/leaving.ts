import { edit, testsIn, type Protection } from './protection.ts';

const http = (file: string) => `src/lib/server/http/${file}.ts`;
const ui = (file: string) => `src/lib/client/ui/${file}.svelte`;
const surface = testsIn('tests/security/19-36-surface.test.ts');
const signOut = testsIn('tests/security/33-sign-out.e2e.ts');

const noStore = surface('33: what is told to who is signed in');
const othersSession = signOut('33: who signs in where somebody else’s session has ended');
const leftOver = signOut('33: signing out leaves no word');

/** Line 33. */
export const ofLeaving: Protection[] = [
	{
		line: 33,
		what: 'answers of the API are no-store',
		edits: [edit(http('answer'), "new Headers({ 'cache-control': 'no-store' })", 'new Headers()')],
		test: noStore
	},
	{
		line: 33,
		what: 'pages of who is signed in are no-store',
		edits: [edit(http('set-headers'), "		response.headers.set('cache-control', 'no-store');\n", '')],
		test: noStore
	},
	{
		line: 33,
		what: 'signing out wipes the mirror',
		edits: [edit('src/lib/client/sync/sign-out.ts', '	await mirror.delete();\n', '	mirror.close();\n')],
		test: leftOver
	},
	{
		line: 33,
		what: 'signing out wipes the words that were stored in haste',
		edits: [edit('src/lib/client/start.ts', '			clearStash(mirror.userId);\n', '')],
		test: leftOver
	},
	{
		line: 33,
		what: 'signing out forgets whose browser it is',
		edits: [edit('src/lib/client/sync/sign-out.ts', '	forgetAccount();\n', '')],
		test: leftOver
	},
	{
		line: 33,
		what: 'each account has a mirror of its own',
		edits: [edit('src/lib/client/mirror/mirror.ts', 'super(`inkling-${userId}`,', "super('inkling',")],
		test: othersSession
	},
	{
		line: 33,
		what: 'what was not sent is asked about',
		edits: [
			edit(
				ui('account/LeaveDevice'),
				"if (!sure && wordsFor(await countUnsent(mirror)) !== '') {",
				'if (!sure && (await countUnsent(mirror)) === null) {'
			)
		],
		test: signOut('33: what was not sent yet')
	},
	{
		line: 33,
		what: 'nothing is wiped as long as the server does not know',
		edits: [
			edit(
				'src/lib/client/sync/sign-out.ts',
				'if (!response || (!response.ok && response.status !== 401)) {',
				'if (response?.status === 500) {'
			)
		],
		test: signOut('33: what was not sent yet')
	},
	{
		line: 33,
		what: 'who signs in is not taken for who was here before',
		edits: [edit('src/routes/login/+page.svelte', "				if (result.type === 'redirect') forgetAccount();\n", '')],
		test: othersSession
	}
];
