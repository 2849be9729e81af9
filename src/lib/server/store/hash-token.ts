import { createHash } from 'node:crypto';

/** SHA-256 in hex of a token with 256 random bits: who reads the database does not learn what lets somebody in. */
export function hashToken(token: string): string {
	return createHash('sha256').update(token).digest('hex');
}
