import { createHash } from 'node:crypto';
import { appendFileSync, createReadStream, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { z } from 'zod';

/** What a backup says of itself. */
const manifest = z.object({
	/** When it was begun, in ms: every command that was acknowledged before is in it. */
	at: z.number().int(),
	/** The version of the program that made it, and the steps that made the database what it is. */
	program: z.string(),
	steps: z.array(z.string()),
	/** Master keys without which something in it stays closed; the first one wraps. */
	masterKeys: z.array(z.string()),
	/** So long is the database; what stands behind it is this manifest. */
	bytes: z.number().int().positive(),
	counts: z.object({ people: z.number(), chats: z.number(), messages: z.number() })
});

export type Manifest = z.infer<typeof manifest>;

const mark = '\ninkling-backup ';
/** The manifest is shorter than this. */
const lineMax = 64 * 1024;

/**
 * Puts the manifest behind the database: SQLite reads no further than its own pages, so that a backup stays a file that
 * every SQLite opens. The digest is over both.
 */
export async function appendManifest(file: string, said: Omit<Manifest, 'bytes'>): Promise<void> {
	const bytes = statSync(file).size;
	const text = JSON.stringify({ ...said, bytes });
	appendFileSync(file, `${mark}${await digest(file, bytes, text)} ${text}\n`);
}

/** @throws Error in words where the file is not a whole backup, byte for byte as it was made. */
export async function readManifest(file: string): Promise<Manifest> {
	const { at, line } = await readLine(file);
	const [, sum, text = ''] = /^([0-9a-f]{64}) (\{.*\})\n$/.exec(line) ?? [];
	const said = manifest.safeParse(parse(text));
	if (!said.success || said.data.bytes !== at || (await digest(file, at, text)) !== sum) throw damaged(file);
	return said.data;
}

/** What stands behind the last mark, and where that is. */
async function readLine(file: string): Promise<{ at: number; line: string }> {
	const handle = await open(file, 'r');
	try {
		const { size } = await handle.stat();
		const tail = Buffer.alloc(Math.min(size, lineMax));
		await handle.read(tail, 0, tail.length, size - tail.length);
		const found = tail.lastIndexOf(mark);
		if (found < 0) throw notOne(file);
		return { at: size - tail.length + found, line: tail.subarray(found + mark.length).toString() };
	} finally {
		await handle.close();
	}
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}

async function digest(file: string, bytes: number, text: string): Promise<string> {
	const hash = createHash('sha256');
	if (bytes > 0)
		for await (const chunk of createReadStream(file, { end: bytes - 1 })) hash.update(chunk as Buffer);
	return hash.update(text).digest('hex');
}

function notOne(file: string): Error {
	return new Error(
		`${file} is not a backup that “npm run admin -- backup” made, or its end is missing. Nothing was changed.`
	);
}

function damaged(file: string): Error {
	return new Error(
		`${file} is damaged: it is not what it was when it was made. Nothing was changed. Take another backup.`
	);
}
