import { closeSync, copyFileSync, existsSync, mkdtempSync, openSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Processes } from './processes.ts';

/** Where a server keeps what was said. `files`: each has to have a message before it counts as stored. `count`: the SQL that counts those of a file. */
export type Archive = { files: string[]; count: string };

/**
 * How many messages are stored at this moment, as whoever starts it after `kill -9` finds them. Where a reader would keep the
 * server from writing (any journal mode but WAL) a copy is counted, that is made while the server stands still.
 */
export function countStored({ files, count }: Archive, server: Processes): number {
	// Some make theirs when the first message comes.
	if (!files.every((file) => existsSync(file))) return 0;
	if (files.every(isWal)) return Math.min(...files.map((file) => countIn(file, count)));
	const folder = mkdtempSync(join(tmpdir(), 'inkling-peer-'));
	server.freeze();
	try {
		const copies = files.map((file) => copyInto(folder, file));
		server.thaw();
		return Math.min(...copies.map((file) => countIn(file, count)));
	} finally {
		server.thaw();
		rmSync(folder, { recursive: true });
	}
}

/** As `countStored`, once nothing more comes. */
export async function countAtLast(archive: Archive, server: Processes): Promise<number> {
	for (let before = countStored(archive, server); ;) {
		await new Promise((resolve) => setTimeout(resolve, 300));
		const now = countStored(archive, server);
		if (now === before) return now;
		before = now;
	}
}

const headBytes = 20;

/** The file's own word: byte 18 is 2 where the journal is a WAL (https://www.sqlite.org/fileformat2.html#file_format_version_numbers). */
export function isWal(file: string): boolean {
	const head = Buffer.alloc(headBytes);
	const handle = openSync(file, 'r');
	readSync(handle, head, 0, headBytes, 0);
	closeSync(handle);
	return head[18] === 2;
}

function copyInto(folder: string, file: string): string {
	for (const end of ['', '-journal'])
		if (existsSync(file + end)) copyFileSync(file + end, join(folder, basename(file) + end));
	return join(folder, basename(file));
}

function countIn(file: string, count: string): number {
	// Not read-only: a transaction that was not finished has to be taken back first.
	const database = new DatabaseSync(file);
	try {
		return Object.values(database.prepare(count).get() ?? {}).map(Number)[0] ?? 0;
	} finally {
		database.close();
	}
}
