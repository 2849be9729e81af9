import { createCipheriv, createDecipheriv, randomBytes, type KeyObject } from 'node:crypto';

const nonceBytes = 12;
const tagBytes = 16;

/**
 * AES-256-GCM (NIST SP 800-38D) with a random 96-bit nonce: nonce ‖ ciphertext ‖ tag.
 * `identity` is the associated data: what was sealed for one row does not open for another.
 */
export function encrypt(key: KeyObject, plain: Uint8Array, identity: string): Uint8Array {
	const nonce = randomBytes(nonceBytes);
	const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
	cipher.setAAD(Buffer.from(identity));
	return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
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
	return Buffer.concat([decipher.update(body), decipher.final()]);
}
