import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, release, totalmem, type } from 'node:os';

/** Where and with what it was measured. `versions`: of what is measured and of what it stands on, by name. */
export type Machine = {
	cpu: string;
	cores: number;
	memoryBytes: number;
	kernel: string;
	versions: Record<string, string>;
	commit: string;
	/** Whether what was measured is that commit and no more. */
	clean: boolean;
};

const packages = ['socket.io', 'engine.io', 'ws', 'kysely', 'playwright'];
/** Other messengers, as Debian packs them. */
const peers = ['ejabberd', 'erlang-p1-sqlite3', 'prosody', 'lua-dbi-sqlite3', 'ngircd'];

export function describeMachine(): Machine {
	return {
		cpu: cpus()[0]?.model ?? 'unknown',
		cores: availableParallelism(),
		memoryBytes: totalmem(),
		kernel: `${type()} ${release()}`,
		versions: {
			node: process.versions.node,
			SQLite: process.versions.sqlite ?? 'unknown',
			...Object.fromEntries(packages.map((name) => [name, versionOfPackage(name)])),
			...Object.fromEntries(peers.flatMap((name) => debianVersion(name) ?? []))
		},
		commit: said('git', ['rev-parse', 'HEAD']) || 'unknown',
		clean: said('git', ['status', '--porcelain']) === ''
	};
}

/** What a reader has to know of the run, by name. */
export function factsOf(machine: Machine, date: string, options: string[], minutes: number) {
	const { cpu, cores, memoryBytes, kernel, versions, commit, clean } = machine;
	return {
		Machine: `${cpu}, ${cores} processors, ${(memoryBytes / 2 ** 30).toFixed(0)} GiB, ${kernel}`,
		Versions: Object.entries(versions)
			.map(([name, version]) => `${name} ${version}`)
			.join(', '),
		Commit: clean ? commit : `${commit}, with changes that are not committed`,
		Run: `${date}, ${minutes.toFixed(1)} minutes${options.map((option) => ` ${option}`).join('')}`
	};
}

function versionOfPackage(name: string): string {
	const told = JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')) as { version: string };
	return told.version;
}

function debianVersion(name: string): [[string, string]] | null {
	const status = said('dpkg-query', ['-W', '-f', '${db:Status-Abbrev}${Version}', name]);
	return status.startsWith('ii') ? [[name, status.slice(2).trim()]] : null;
}

/** What a program prints; nothing where it is not there or fails. */
function said(program: string, args: string[]): string {
	const { status, stdout } = spawnSync(program, args, { encoding: 'utf8' });
	return status === 0 ? stdout.trim() : '';
}
