import { randomInt } from 'node:crypto';

export const recoveryCodesCount = 10;

// Crockford's base32 (crockford.com/base32.html): no letter that reads like a digit. Twelve signs are 60 bits.
const signs = '0123456789abcdefghjkmnpqrstvwxyz';
const length = 12;
const lookalikes: Record<string, string> = { o: '0', i: '1', l: '1' };

/** Codes to write down, each in groups of four: `7k2m-x9pd-03ht`. */
export function newRecoveryCodes(): string[] {
	return Array.from({ length: recoveryCodesCount }, () =>
		Array.from({ length }, (_, index) => (index > 0 && index % 4 === 0 ? '-' : '') + randomSign()).join('')
	);
}

/** A code as it is kept, from one as somebody types it; null where it cannot be one. */
export function readRecoveryCode(typed: string): string | null {
	const code = typed
		.toLowerCase()
		.replace(/[\s-]/g, '')
		.replace(/[oil]/g, (sign) => lookalikes[sign] ?? sign);
	return code.length === length && [...code].every((sign) => signs.includes(sign)) ? code : null;
}

function randomSign(): string {
	return signs.charAt(randomInt(signs.length));
}
