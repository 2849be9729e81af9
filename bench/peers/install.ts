import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Outside of git, and gone with `node_modules`. */
const cache = resolve('node_modules/.cache/inkling-peers');
/** The Lounge's own program, where it was installed. */
export const theLoungeProgram = join(cache, 'node_modules/thelounge/index.js');

const packages = ['ejabberd', 'erlang-p1-sqlite3', 'prosody', 'lua-dbi-sqlite3', 'ngircd'];
// The Lounge names a git address for irc-framework; this is the same from the registry.
const fromNpm = {
	private: true,
	dependencies: { thelounge: '4.5.2' },
	overrides: { 'irc-framework': '4.14.0' }
};
/** Debian asks this file whether a package may start its service: https://people.debian.org/~hmh/invokerc.d-policyrc.d-specification.txt */
const policy = '/usr/sbin/policy-rc.d';

/** A sentence that says which of these packages of Debian are not installed; null if none is, and whoever runs this may start them as other users. */
export function lacking(host: string, ...names: string[]): string | null {
	if (process.getuid?.() !== 0) return `${host} is left out: only root can start it as the user it runs as.`;
	const isHere = (name: string) =>
		spawnSync('dpkg-query', ['-W', '-f', '${db:Status-Status}', name]).stdout?.toString() === 'installed';
	const absent = names.filter((name) => !isHere(name));
	return absent.length === 0
		? null
		: `${host} is left out: ${absent.join(', ')} is not installed (--install installs it).`;
}

/** Installs all peers: Debian's packages, whose services are not started, and The Lounge into a folder of its own. @throws Error with the command that failed. */
export function installPeers(): void {
	const asked = existsSync(policy);
	if (!asked) writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
	try {
		demand('apt-get', ['update', '-q']);
		demand('apt-get', ['install', '-q', '-y', '--no-install-recommends', ...packages]);
	} finally {
		if (!asked) rmSync(policy);
	}
	mkdirSync(cache, { recursive: true });
	writeFileSync(join(cache, 'package.json'), JSON.stringify(fromNpm));
	demand('npm', ['install', '--no-audit', '--no-fund', '--omit=dev', '--prefix', cache]);
}

function demand(program: string, args: string[]): void {
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	const { status } = spawnSync(program, args, { stdio: 'inherit', env });
	if (status !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${status}.`);
}
