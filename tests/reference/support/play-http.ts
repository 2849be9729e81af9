import { generate } from 'otplib';
import { z } from 'zod';
import type { User } from '$lib/protocol/entities.ts';
import type { Examples } from '../../../scripts/reference/examples.ts';
import { httpDoors } from '../../../scripts/reference/http-doors.ts';
import type { TestServer } from '../../support/start-server.ts';
import { RouteCaller } from './route-caller.ts';
import { tidying } from './tidy.ts';

type Kept = Examples['http'];
type Ask = <Data>(
	name: string,
	body?: unknown,
	params?: Record<string, string>,
	shown?: unknown
) => Promise<Data>;

const password = 'ink dries slowly';
const ana = { username: 'ana', password, displayName: 'Ana Ruiz' };

/**
 * Asks every address that is no event, as one person after another would, holds the answers against the schemas, and
 * keeps them. A passkey needs a browser: what it signs is asked for nowhere here. `begun`: the time at which the server's clock stands.
 */
export async function playHttp(server: TestServer, begun: number): Promise<Kept> {
	const kept: Kept = {};
	const caller = new RouteCaller(server);
	const asAna = asking(caller, kept, begun);
	await asAna('POST /api/v1/users', ana);
	await asAna('GET /api/v1/session');
	await asAna('GET /readyz');
	await asAna('POST /api/v1/session/passkey');
	await playDevices(server, asAna, kept, begun);
	await playFactors(asAna, begun);
	await playReset(caller, asAna, asking(new RouteCaller(server), kept, begun));
	await asAna('POST /api/v1/password', { password, newPassword: 'paper is patient' });
	await asAna('DELETE /api/v1/session');
	return kept;
}

/** `shown`: the body as the reference tells it, where it holds what is good once. */
function asking(caller: RouteCaller, kept: Kept, begun: number): Ask {
	return async <Data>(name: string, body?: unknown, params?: Record<string, string>, shown = body) => {
		const reply = await caller.ask(name, body, params);
		if (!reply.ok) throw new Error(`${name} was refused: ${JSON.stringify(reply.error)}`);
		const answer = httpDoors[name]?.answer;
		if (!(answer instanceof z.ZodType)) throw new Error(`${name} is not in scripts/reference/http-doors.ts.`);
		answer.parse(reply.data);
		kept[name] ??= tidying(begun)({ payload: shown ?? null, reply }) as { payload: unknown; reply: unknown };
		return reply.data as Data;
	};
}

/** Ana signs in elsewhere, and ends that from here. */
async function playDevices(server: TestServer, asAna: Ask, kept: Kept, begun: number): Promise<void> {
	const signIn = () =>
		asking(
			new RouteCaller(server),
			kept,
			begun
		)<{ device: { id: string } }>('POST /api/v1/session', {
			username: ana.username,
			password
		});
	const { device } = await signIn();
	await asAna('GET /api/v1/devices');
	await asAna('DELETE /api/v1/devices/{deviceId}', undefined, { deviceId: device.id });
	await signIn();
	await asAna('DELETE /api/v1/devices');
}

async function playFactors(asAna: Ask, begun: number): Promise<void> {
	await asAna('GET /api/v1/factors');
	const { secret } = await asAna<{ secret: string }>('POST /api/v1/factors/totp', { password });
	const code = await generate({ secret, epoch: Math.floor(begun / 1000) });
	await asAna('PUT /api/v1/factors/totp', { code }, {}, { code: '287082' });
	const proof = { password };
	const { recoveryCodes } = await asAna<{ recoveryCodes: string[] }>(
		'POST /api/v1/factors/recovery-codes',
		proof
	);
	await asAna('POST /api/v1/session/confirm', { code: recoveryCodes[0] }, {}, { code: 'k7mq-2x9d-tr4w' });
	await asAna('DELETE /api/v1/factors/totp', proof);
}

/** Ben was let in by an invite, and has forgotten his password. */
async function playReset(caller: RouteCaller, asAna: Ask, asBen: Ask): Promise<void> {
	const { token: invite } = await asAna<{ token: string }>('POST /api/v1/invites', { uses: 1 });
	const ben = { username: 'ben', password, displayName: 'Ben Okafor', invite };
	const { user } = await asBen<{ user: User }>('POST /api/v1/users', ben);
	const event = { event: 'users.password.reset' };
	const { token } = await caller.get<{ token: string }>('POST /api/v1/{event}', { userId: user.id }, event);
	await asBen('POST /api/v1/password/reset', { token, newPassword: 'paper is patient' });
}
