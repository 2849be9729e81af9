import type { IncomingHttpHeaders } from 'node:http';
import type { Socket } from 'socket.io';
import { z } from 'zod';
import type { HandshakeCode } from '../../protocol/errors.ts';
import { PROTOCOLS_UNDERSTOOD } from '../../protocol/version.ts';
import type { Auth } from '../auth/auth.ts';
import { findLock } from '../auth/find-lock.ts';
import { fingerprintOf, type Fingerprint, type Traits } from '../auth/fingerprint.ts';
import { isOwnOrigin } from '../auth/origins.ts';
import { readSession } from '../auth/read-session.ts';
import { readToken } from '../auth/read-token.ts';
import type { Device } from '../auth/note-devices.ts';
import { addressOf } from './address-of.ts';
import type { Config } from '../config.ts';
import type { Caller } from '../handlers/support/handler.ts';

/** What a socket bears after the handshake. */
export type SocketData = {
	caller: Caller;
	/** Its person is there while it is open. */
	present: boolean;
	/** Of somebody who is signed in; null of a program with a token. */
	seen: {
		/** As the client names its own, and as the session's cookie does. */
		devices: [own: Device, ofSession: Device];
		/** How the session's device looks, and roughly where it is. */
		look: { fingerprint: Fingerprint; place: string | null };
	} | null;
	expiresAt: number;
	/** How many sessions had ended when its own was looked up. */
	ended: number;
};

/** What the handshake itself finds out. */
type Found = Omit<SocketData, 'ended'>;

/** What a client says of itself at the handshake, in socket.io's `auth`. A program names its token, and no device. */
export const helloShape = z.object({
	protocol: z.literal(PROTOCOLS_UNDERSTOOD),
	deviceId: z
		.uuid()
		.transform((value) => value.toLowerCase())
		.optional(),
	token: z.string().max(200).optional(),
	clientVersion: z.string().max(100),
	language: z.string().max(64).nullish(),
	timeZone: z.string().max(64).nullish()
});

const words: Record<HandshakeCode, string> = {
	unauthenticated: 'Please sign in.',
	reauth_required: 'Please confirm that it is you on this device.',
	origin_rejected: 'This page may not connect to this server.',
	protocol_unsupported: 'This client and this server do not speak the same protocol.',
	rate_limited: 'Too many connections of one account. Please close some.'
};

/** The error that socket.io hands on as `connect_error`, with `data.code`. */
export function refuseHandshake(code: HandshakeCode): Error {
	return Object.assign(new Error(words[code]), { data: { code } });
}

type Settings = Pick<Config, 'origin' | 'trustProxy'>;

/** Lets a socket in or not. @throws Error made by `refuseHandshake`. */
export async function shakeHands(auth: Auth, socket: Socket, settings: Settings): Promise<Found> {
	const { headers, auth: offered } = socket.handshake;
	const hello = helloShape.safeParse(offered);
	const secret = hello.data?.token;
	// No other site can make a browser name a token: a program may come from anywhere.
	if (secret === undefined && !isOwnOrigin(headers.origin, settings.origin, headers.host))
		throw refuseHandshake('origin_rejected');
	if (!hello.success) throw refuseHandshake('protocol_unsupported');
	return secret === undefined ? letPersonIn(auth, socket, hello.data, settings) : letProgramIn(auth, secret);
}

async function letProgramIn(auth: Auth, secret: string): Promise<Found> {
	const token = await readToken(auth, secret);
	if (!token) throw refuseHandshake('unauthenticated');
	const { id, user, permissions, expiresAt } = token;
	const caller = { userId: user.id, deviceId: id, sessionId: id, permissions };
	// What runs with a person's token does not make them seen.
	return { caller, present: user.bot === 1, seen: null, expiresAt };
}

async function letPersonIn(
	auth: Auth,
	{ handshake: { headers }, request }: Socket,
	hello: Hello,
	{ trustProxy }: Settings
): Promise<Found> {
	const { deviceId } = hello;
	if (deviceId === undefined) throw refuseHandshake('protocol_unsupported');
	const session = await readSession(auth, headers.cookie);
	if (!session) throw refuseHandshake('unauthenticated');
	const traits = traitsOf(headers, hello);
	if (await findLock(auth, session, traits, 'handshake')) throw refuseHandshake('reauth_required');
	const { device } = session;
	return {
		caller: { userId: session.user.id, deviceId, sessionId: session.id, permissions: 'all' },
		present: true,
		seen: {
			devices: [{ id: deviceId, name: device.name }, device],
			look: {
				fingerprint: fingerprintOf(device.id, traits),
				place: auth.findPlace(addressOf(request, trustProxy))
			}
		},
		expiresAt: session.expiresAt
	};
}

type Hello = z.output<typeof helloShape>;

function traitsOf(headers: IncomingHttpHeaders, { language = null, timeZone = null }: Hello): Traits {
	return { userAgent: headers['user-agent'] ?? null, language, timeZone };
}
