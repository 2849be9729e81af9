import { edit, testsIn, type Protection } from './protection.ts';

const auth = (file: string) => `src/lib/server/auth/${file}.ts`;
const changed = testsIn('tests/security/changed-device.test.ts');
const factors = testsIn('tests/security/35-38-factors.test.ts');

const looksOtherwise = changed('a session whose device looks otherwise');

/** What came after the list was written: devices that look otherwise, and who must have a second factor. */
export const besides: Protection[] = [
	{
		line: null,
		what: 'a device that looks otherwise is stopped at the handshake',
		edits: [
			edit(
				'src/lib/server/hub/handshake.ts',
				"	if (await findLock(auth, session, traits, 'handshake')) throw refuseHandshake('reauth_required');\n",
				'	void findLock;\n'
			)
		],
		test: looksOtherwise
	},
	{
		line: null,
		what: 'and at the HTTP door',
		edits: [
			edit(
				'src/hooks.server.ts',
				"	return findLock(auth, event.locals.session, traits, traits.whole ? 'handshake' : 'request');",
				'	return findLock && traits ? null : null;'
			)
		],
		test: changed('the HTTP door is shut'),
		waits: true
	},
	{
		line: null,
		what: 'language and time zone count',
		edits: [
			edit(
				auth('fingerprint'),
				'digest([deviceId, ...browser, language, timeZone])',
				'digest([deviceId, ...browser])'
			)
		],
		test: looksOtherwise,
		waits: true
	},
	{
		line: null,
		what: 'confirming takes the password',
		edits: [
			edit(
				auth('confirm-session'),
				'		await provePassword(auth, user, wish.password, visitor.address);\n',
				'		void provePassword;\n'
			)
		],
		test: looksOtherwise
	},
	{
		line: null,
		what: 'confirming puts the session under another id',
		edits: [
			edit(auth('renew-session'), '	await auth.store.write((tx) => deleteSession(tx, session.id));\n', '')
		],
		test: looksOtherwise
	},
	{
		line: null,
		what: 'who has a second factor confirms with that',
		edits: [
			edit(
				auth('confirm-session'),
				'const factor = await passCode(auth, user, wish.code, visitor);',
				'const factor = wish.code === undefined ? null : await passCode(auth, user, wish.code, visitor);'
			)
		],
		test: changed('who has a second factor confirms with that')
	},
	{
		line: null,
		what: 'who signs in is known by the looks of now',
		edits: [
			edit(auth('open-session'), '		await unbindDevice(tx, user.id, device.id);\n', '		void unbindDevice;\n')
		],
		test: changed('who signs in again on a device')
	},
	{
		line: null,
		what: 'what decides who may come in takes the password',
		edits: [
			edit(
				auth('prove-password'),
				'if (await verifyPassword(user.password_hash, password)) return;',
				'if ((await verifyPassword(user.password_hash, password)) !== null) return;'
			)
		],
		test: factors('an open page without the password')
	},
	{
		line: null,
		what: 'a passkey is checked',
		edits: [
			edit(
				auth('factors/add-passkey'),
				'if (result?.verified) return result.registrationInfo.credential;',
				'if (result?.verified !== true) return { id: response.id, publicKey: new Uint8Array(), counter: 0, transports: [] };'
			)
		],
		test: factors('a made-up passkey brings nobody in')
	},
	{
		line: null,
		what: 'who must have a second factor does nothing before',
		edits: [
			edit(
				auth('find-lock'),
				"return required && !(await hasSecondFactor(db, user.id)) ? 'factor' : null;",
				'return required ? null : null;'
			)
		],
		test: factors('people of a role that has to have a second factor')
	}
];
