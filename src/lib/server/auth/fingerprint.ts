import { hash } from 'node:crypto';
import { browserParts } from './device-name.ts';

/** What a client says of itself: with every request, and at the handshake of its socket. */
export type Traits = { userAgent: string | null; language: string | null; timeZone: string | null };

/** By what a device is known again: `browser` with every request, `whole` at the handshake. */
export type Fingerprint = { browser: string; whole: string };

/**
 * A session's cookie that turns up on another device looks otherwise. What is looked at changes seldom on one device:
 * - browser, system, kind of device: a cookie that was copied is mostly used by another program. Not their versions, which
 *   change with every update.
 * - language and time zone: few thieves live where their victim does. Who travels confirms once that it is them.
 * No address: it changes with every network, and would tell where somebody is. No screen or fonts: those would tell people
 * apart who are to stay alike. Hashed with the device's id, so that equal devices of different people have nothing in common.
 * None of it is proof: who copies the cookie can copy these too. It makes the copy of a cookie alone worthless.
 */
export function fingerprintOf(deviceId: string, { userAgent, language, timeZone }: Traits): Fingerprint {
	const browser = browserParts(userAgent);
	return {
		browser: digest([deviceId, ...browser]),
		whole: digest([deviceId, ...browser, language, timeZone])
	};
}

function digest(parts: (string | null)[]): string {
	return hash('sha256', JSON.stringify(parts), 'base64url').slice(0, 22);
}
