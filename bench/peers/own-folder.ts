import { chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onLeave } from './leave.ts';

/** Whom a package made to run its server. */
export type SystemUser = { uid: number; gid: number };

/** @throws Error if the system knows nobody of this name. */
export function systemUser(name: string): SystemUser {
	const line = readFileSync('/etc/passwd', 'utf8').match(new RegExp(`^${name}:[^:]*:(\\d+):(\\d+):`, 'm'));
	if (!line) throw new Error(`The system knows no ${name}.`);
	return { uid: Number(line[1]), gid: Number(line[2]) };
}

/** A folder for one run of a peer, with these folders in it, that belongs to whom runs it. `remove` takes it away; the end of the benchmark does too. */
export function ownFolder(
	inside: string[] = [],
	user: SystemUser | null = null
): { folder: string; remove: () => void } {
	const folder = mkdtempSync(join(tmpdir(), 'inkling-peer-'));
	const remove = onLeave(() => rmSync(folder, { recursive: true, force: true }));
	for (const name of inside) mkdirSync(join(folder, name), { recursive: true });
	if (user) for (const name of ['.', ...inside]) chownSync(join(folder, name), user.uid, user.gid);
	return { folder, remove };
}
