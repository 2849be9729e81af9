import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';

/** What is not copied: what is linked, what is private to the checkout, and what tests leave behind. */
const left = new Set(['node_modules', '.git', '.env', 'data', 'test-results', 'coverage', 'screenshots']);

/** A copy of the checkout, in which everything may be changed. */
export class Copy {
	readonly #root: string;
	readonly #folder = mkdtempSync(join(tmpdir(), 'inkling-protections-'));
	readonly checkout = join(this.#folder, 'checkout');
	/** Where the tests put their own folders, so that they go with the copy. */
	readonly temporary = join(this.#folder, 'tmp');

	constructor(root: string) {
		this.#root = root;
		const filter = (path: string) => !left.has(relative(root, path).split(sep)[0] ?? '');
		cpSync(root, this.checkout, { recursive: true, preserveTimestamps: true, filter });
		symlinkSync(join(root, 'node_modules'), join(this.checkout, 'node_modules'));
		this.#compressNothing();
		this.clear();
	}

	/** Puts the build back that the checkout has. */
	restoreBuild(): void {
		rmSync(join(this.checkout, 'build'), { recursive: true, force: true });
		const options = { recursive: true, preserveTimestamps: true };
		cpSync(join(this.#root, 'build'), join(this.checkout, 'build'), options);
	}

	/** Removes what the tests left behind. */
	clear(): void {
		rmSync(this.temporary, { recursive: true, force: true });
		mkdirSync(this.temporary);
	}

	/** To compress the files of a build takes as long as much of the rest, and protects nothing. */
	#compressNothing(): void {
		const path = join(this.checkout, 'svelte.config.js');
		writeFileSync(path, readFileSync(path, 'utf8').replace('precompress: true', 'precompress: false'));
	}

	remove(): void {
		rmSync(this.#folder, { recursive: true, force: true });
	}
}
