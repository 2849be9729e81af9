import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export type InstalledClient = {
	/** A folder of somebody else's, with the packed client in its node_modules, and the examples. */
	folder: string;
	remove(): void;
};

/** Builds and packs the client, and unpacks it where a stranger's program would have it. */
export function installClient(): InstalledClient {
	const folder = mkdtempSync(join(tmpdir(), 'inkling-client-'));
	const source = join(folder, 'source');
	const modules = join(folder, 'node_modules');
	mkdirSync(source);
	mkdirSync(join(modules, 'inkling-client'), { recursive: true });
	for (const file of ['package.json', 'README.md', 'LICENSE']) {
		cpSync(join('clients/typescript', file), join(source, file));
	}
	execFileSync(process.execPath, ['scripts/build-client.ts', join(source, 'dist')]);
	const packed = execFileSync('npm', ['pack', '--ignore-scripts', '--silent'], {
		cwd: source,
		encoding: 'utf8'
	});
	const into = ['-C', join(modules, 'inkling-client'), '--strip-components=1'];
	execFileSync('tar', ['-xzf', packed.trim(), ...into], { cwd: source });
	symlinkSync(resolve('node_modules/socket.io-client'), join(modules, 'socket.io-client'));
	cpSync('examples', join(folder, 'examples'), { recursive: true });
	return { folder, remove: () => rmSync(folder, { recursive: true }) };
}
