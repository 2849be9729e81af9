import { expect, test } from 'vitest';
import { newTotpSecret, totpAddress, totpStep } from './totp.ts';

// RFC 6238, appendix B: the ASCII secret 12345678901234567890, of which six digits are the last six of the eight printed there.
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const vectors: [seconds: number, code: string][] = [
	[59, '94287082'],
	[1_111_111_109, '07081804'],
	[1_111_111_111, '14050471'],
	[1_234_567_890, '89005924'],
	[2_000_000_000, '69279037'],
	[20_000_000_000, '65353130']
];

test.each(vectors)('the code of second %i is the one of RFC 6238', async (seconds, code) => {
	const step = Math.floor(seconds / 30);
	expect(await totpStep(secret, code.slice(2), seconds * 1000, 0)).toBe(step);
});

test('a code is taken one step early and one step late, and no further', async () => {
	const at = 1_111_111_109_000;
	const step = Math.floor(at / 30_000);
	for (const away of [-30_000, 30_000]) expect(await totpStep(secret, '081804', at + away, 0)).toBe(step);
	for (const away of [-60_000, 60_000]) expect(await totpStep(secret, '081804', at + away, 0)).toBeNull();
});

test('no code up to the newest one that was taken is taken again', async () => {
	const at = 1_111_111_109_000;
	const step = Math.floor(at / 30_000);
	expect(await totpStep(secret, '081804', at, step - 1)).toBe(step);
	expect(await totpStep(secret, '081804', at, step)).toBeNull();
	expect(await totpStep(secret, '081804', at, step + 1)).toBeNull();
});

test.each(['', '08180', '0818040', '08180a', ' 081804', '٠٨١٨٠٤'])('%j is no code', async (code) => {
	expect(await totpStep(secret, code, 1_111_111_109_000, 0)).toBeNull();
});

test('a secret has 160 bits and stands in the address that an app reads', () => {
	const made = newTotpSecret();
	expect(made).toMatch(/^[A-Z2-7]{32}$/);
	expect(made).not.toBe(newTotpSecret());
	const address = new URL(totpAddress(made, 'ana ruiz', 'Inkling (chat.example.org)'));
	expect(address.protocol).toBe('otpauth:');
	expect(address.searchParams.get('secret')).toBe(made);
	expect(address.searchParams.get('issuer')).toBe('Inkling (chat.example.org)');
});
