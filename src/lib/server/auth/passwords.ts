import { hash, verify } from '@node-rs/argon2';

// OWASP's password storage cheat sheet: Argon2id (the library's default) with 19 MiB, two passes, one lane.
const cost = { memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 };

/** Computed off the event loop, by the thread pool. */
export function hashPassword(password: string): Promise<string> {
	return hash(password.normalize('NFKC'), cost);
}

let hashOfNobody: Promise<string> | undefined;

/** Whether the password fits. Without a hash it takes as long and is false: unknown names look like known ones. */
export async function verifyPassword(passwordHash: string | undefined, password: string): Promise<boolean> {
	hashOfNobody ??= hashPassword('nobody has this password');
	const fits = await verify(passwordHash ?? (await hashOfNobody), password.normalize('NFKC'), cost);
	return fits && passwordHash !== undefined;
}
