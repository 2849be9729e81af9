import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve, type Served } from '../../../tests/e2e/support/serve.ts';

/** Has a built server, and a folder for what a browser keeps, for as long as `work` takes. */
export async function withServed<Result>(
	work: (served: Served, folder: string) => Promise<Result>
): Promise<Result> {
	const served = await serve({ RATE_LIMITS: 'off' });
	const folder = await mkdtemp(join(tmpdir(), 'inkling-browser-'));
	try {
		return await work(served, folder);
	} finally {
		await served.stop();
		await rm(folder, { recursive: true, force: true });
	}
}
