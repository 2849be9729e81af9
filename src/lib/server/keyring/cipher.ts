import { createCipheriv, createDecipheriv, randomFillSync, type KeyObject } from 'node:crypto';

const nonceBytes = 12;
const tagBytes = 16;

/** Random bytes come from the kernel so many nonces at a time: to ask for each costs more than to seal a message. */
const noncePool = Buffer.alloc(1024 * nonceBytes);
let taken = noncePool.length;

/**
 * AES-256-GCM (NIST SP 800-38D) with a random 96-bit nonce: nonce ‖ ciphertext ‖ tag.
 * `identity` is the associated data: what was sealed for one row does not open for another.
 */
export function encrypt(key: KeyObject, plain: Uint8Array, identity: string): Uint8Array {
	const nonce = nextNonce();
	const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
	cipher.setAAD(Buffer.from(identity));
	const body = cipher.update(plain);
	// In this mode nothing is left for the end (NIST SP 800-38D, section 7.1): it only makes the tag.
	cipher.final();
	return Buffer.concat([nonce, body, cipher.getAuthTag()]);
}

/** Bytes that were never given before, in this process or another. */
function nextNonce(): Uint8Array {
	if (taken === noncePool.length) {
		randomFillSync(noncePool);
		taken = 0;
	}
	return noncePool.subarray(taken, (taken += nonceBytes));
}

/** The reverse of `encrypt`. @throws Error when the bytes, the key or the identity is not the one sealed with. */
export function decrypt(key: KeyObject, sealed: Uint8Array, identity: string): Buffer {
	if (sealed.length < nonceBytes + tagBytes) throw new Error('A sealed value is too short to be one.');
	const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceBytes), {
		authTagLength: tagBytes
	});
	decipher.setAAD(Buffer.from(identity));
	decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes));
	const body = sealed.subarray(nonceBytes, sealed.length - tagBytes);
	const plain = decipher.update(body);
	// In this mode nothing is left for the end: it only checks the tag, and throws where that is wrong.
	decipher.final();
	return plain;
}
