import * as argon2 from '@node-rs/argon2';
import { generate } from 'otplib';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { changePassword } from '$lib/server/auth/change-password.ts';
import { beginPasskeySignIn } from '$lib/server/auth/factors/begin-passkey-sign-in.ts';
import { beginTotp } from '$lib/server/auth/factors/begin-totp.ts';
import { confirmTotp } from '$lib/server/auth/factors/confirm-totp.ts';
import { readSession } from '$lib/server/auth/read-session.ts';
import { resetPassword } from '$lib/server/auth/reset-password.ts';
import { signIn } from '$lib/server/auth/sign-in.ts';
import { connect } from '../support/connect.ts';
import { startServer, type Person, type TestServer } from '../support/start-server.ts';

// What a guess costs the server is told by what it computes, not by a clock.
vi.mock('@node-rs/argon2', async (importOriginal) => {
	const real = await importOriginal<typeof argon2>();
	return { ...real, verify: vi.fn(real.verify) };
});

const password = 'correct horse battery';
const newPassword = 'another one altogether';

let now: number;
let server: TestServer;
let ana: Person;
let ben: Person;

beforeEach(async () => {
	now = Date.now();
	const limits = { SIGN_INS_PER_MINUTE_ACCOUNT: '5', SIGN_INS_PER_MINUTE_ADDRESS: '10' };
	server = await startServer({ RATE_LIMITS: 'on', ...limits }, () => now);
	[ana, ben] = [await server.person('ana'), await server.person('ben')];
});

afterEach(() => server.stop());

/** What comes of asking: `in`, or the code of the refusal. */
const outcomeOf = (asked: Promise<unknown>): Promise<string> =>
	asked.then(
		() => 'in',
		(error: { code: string }) => error.code
	);

const enter = (username: string, given: string, address: string, code?: string) =>
	outcomeOf(
		signIn(
			server.app.auth,
			{ username, password: given, code },
			{ deviceId: null, userAgent: 'test', address }
		)
	);

async function sessionOf({ cookie }: Person) {
	const session = await readSession(server.app.auth, cookie);
	if (!session) throw new Error('There is no session.');
	return session;
}

/** One after the other. */
async function inTurn(count: number, ask: (number: number) => Promise<string>): Promise<string[]> {
	const outcomes: string[] = [];
	for (let number = 0; number < count; number++) outcomes.push(await ask(number));
	return outcomes;
}

const times = (count: number, outcome: string) => Array.from({ length: count }, () => outcome);

test('35: one account’s password is guessed five times a minute, from wherever, and its owner comes in soon again', async () => {
	const guess = (number: number) =>
		enter(number % 2 === 0 ? 'ana' : 'ANA', `guess ${number}`, `10.0.0.${number}`);
	expect(await inTurn(6, guess)).toEqual([...times(5, 'unauthenticated'), 'rate_limited']);
	expect(await enter('ben', password, '10.0.0.1')).toBe('in');
	now += 12_000;
	expect(await enter('ana', password, '10.0.1.1')).toBe('in');
});

test('35: an open page is no way around that', async () => {
	const session = await sessionOf(ana);
	const change = (number: number) =>
		outcomeOf(
			changePassword(
				server.app.auth,
				session,
				{ password: `guess ${number}`, newPassword },
				`10.0.0.${number}`
			)
		);
	expect(await inTurn(6, change)).toEqual([...times(5, 'forbidden'), 'rate_limited']);
});

test('35: from one address so many names are tried a minute, and links and passkeys with them', async () => {
	const { auth } = server.app;
	const guess = (number: number) => enter(`name${number}`, password, '10.0.0.1');
	expect(await inTurn(11, guess)).toEqual([...times(10, 'unauthenticated'), 'rate_limited']);
	const wish = { token: 'made up', newPassword };
	expect(await outcomeOf(resetPassword(auth, wish, '10.0.0.1'))).toBe('rate_limited');
	const where = { address: '10.0.0.1', origin: server.url };
	expect(await outcomeOf(beginPasskeySignIn(auth, where))).toBe('rate_limited');
	expect(await outcomeOf(resetPassword(auth, wish, '10.0.0.2'))).toBe('forbidden');
	expect(await enter('ana', password, '10.0.0.2')).toBe('in');
});

test('36: a known and an unknown name cost the same: one password is checked, against a hash of one measure', async () => {
	const verify = vi.mocked(argon2.verify);
	const costOf = async (username: string) => {
		verify.mockClear();
		expect(await enter(username, 'not the right one', '10.0.0.1')).toBe('unauthenticated');
		return verify.mock.calls.map(([hash]) => String(hash).split('$').slice(1, 4));
	};
	const known = await costOf('ana');
	expect(known).toEqual([['argon2id', 'v=19', 'm=19456,t=2,p=1']]);
	expect(await costOf('nobody')).toEqual(known);
});

test('37: a code is good in its own half minute and in the ones beside it, by the server’s clock', async () => {
	const { auth } = server.app;
	const session = await sessionOf(ben);
	const { secret } = await beginTotp(auth, session, password, { address: '10.0.0.1', host: 'test' });
	const code = (steps: number) => generate({ secret, epoch: Math.floor(now / 1000) + steps * 30 });
	await confirmTotp(auth, session, await code(0));
	now += 10 * 60 * 1000;
	const outcomes: [number, string][] = [];
	for (const steps of [-2, 2, -1, 0, 1])
		outcomes.push([steps, await enter('ben', password, `10.0.0.${steps + 3}`, await code(steps))]);
	expect(outcomes).toEqual([
		[-2, 'unauthenticated'],
		[2, 'unauthenticated'],
		[-1, 'in'],
		[0, 'in'],
		[1, 'in']
	]);
});

test('38: a link for a new password is worth nothing after a day', async () => {
	const client = await connect(server, ana);
	const link = () => client.get('users.password.reset', { userId: ben.user.id });
	const use = (token: string) =>
		outcomeOf(resetPassword(server.app.auth, { token, newPassword }, '10.0.0.1'));
	const { token } = await link();
	now += 24 * 60 * 60 * 1000;
	expect(await use(token)).toBe('forbidden');
	expect(await enter('ben', newPassword, '10.0.0.2')).toBe('unauthenticated');
	expect(await use((await link()).token)).toBe('in');
	expect(await enter('ben', newPassword, '10.0.0.2')).toBe('in');
	client.close();
});
