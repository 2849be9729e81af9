import { expect } from 'vitest';
import type { ErrorCode, Issue } from '$lib/protocol/errors.ts';
import type { TestClient } from '../../support/connect.ts';
import { changedTables, type DatabaseReader } from '../../support/database-reader.ts';

/** Asks for what is to be refused: nothing on the disk changes and the connection stays. Answers the faults that are named. */
export async function refusedWithoutTrace(
	{ disk, client }: { disk: DatabaseReader; client: TestClient },
	event: string,
	payload: unknown,
	code: ErrorCode
): Promise<Issue[]> {
	const before = disk.read();
	const reply = await client.ask(event, payload);
	expect(reply, `${event} ${JSON.stringify(payload)?.slice(0, 200)}`).toMatchObject({
		ok: false,
		error: { code }
	});
	expect(changedTables(before, disk.read())).toEqual([]);
	expect(client.socket.connected).toBe(true);
	return reply.ok ? [] : (reply.error.issues ?? []);
}
