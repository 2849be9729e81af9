import { generateSecret, generateURI, verify } from 'otplib';

/** Authenticator apps show the codes of 30 seconds; one step to either side is taken for clocks that differ (RFC 6238, 5.2). */
const toleranceSeconds = 30;
const codeShape = /^\d{6}$/;

/** A secret of 160 random bits (RFC 4226, 4) in base32. */
export function newTotpSecret(): string {
	return generateSecret();
}

/** What an authenticator app reads from the picture: an `otpauth://` address. */
export function totpAddress(secret: string, username: string, issuer: string): string {
	return generateURI({ secret, label: username, issuer });
}

/**
 * The time step that this code belongs to, or null where it is none of now. `after`: the step of the newest code that was
 * taken; none up to that is taken again (RFC 6238, 5.2). `now`: the server's clock, in milliseconds.
 */
export async function totpStep(
	secret: string,
	code: string,
	now: number,
	after: number
): Promise<number | null> {
	if (!codeShape.test(code)) return null;
	const result = await verify({
		secret,
		token: code,
		epoch: Math.floor(now / 1000),
		epochTolerance: toleranceSeconds,
		afterTimeStep: after
	});
	return result.valid && 'timeStep' in result ? result.timeStep : null;
}
