import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startServer, type TestServer } from '../../support/start-server.ts';
import { anyRun, type Run } from './action.ts';
import { play } from './play.ts';

const count = Number(process.env.MODEL_SEEDS ?? 200);
const first = Number(process.env.MODEL_FROM ?? 1);
const shrinkMs = 60_000;

let server: TestServer;

beforeAll(async () => {
	// Each query that is given up makes an error, and nobody reads where: nearly a tenth of the time went into that.
	Error.stackTraceLimit = 0;
	server = await startServer();
});

afterAll(() => server.stop());

test(`${count} random runs keep every promise of synchronisation`, { timeout: 0 }, async () => {
	const begun = performance.now();
	for (let seed = first; seed < first + count; seed++) {
		await tryOut(seed);
		const done = seed - first + 1;
		if (done % 500 === 0) report(done, begun);
	}
	report(count, begun);
});

async function tryOut(seed: number): Promise<void> {
	const property = fc.asyncProperty(anyRun, (run) => play(server, run));
	const result = await fc.check(property, {
		seed,
		numRuns: 1,
		unbiased: true,
		// No interruption: a run that goes on unseen would spoil the next one.
		skipAllAfterTimeLimit: shrinkMs
	});
	if (result.failed) expect.fail(asRegressionTest(seed, result.counterexample?.[0], result.errorInstance));
}

function asRegressionTest(seed: number, run: Run | undefined, error: unknown): string {
	const { locks = true, actions = [] } = run ?? {};
	const lines = actions.map((action) => `\t\t\t${JSON.stringify(action)}`).join(',\n');
	const call = `\tawait play(server, {\n\t\tlocks: ${locks},\n\t\tactions: [\n${lines}\n\t\t]\n\t});`;
	return `Seed ${seed}: ${String(error)}\n\ntest('…', async () => {\n${call}\n});\n`;
}

function report(done: number, begun: number): void {
	console.log(`${done} runs in ${((performance.now() - begun) / 1000).toFixed(0)} s`);
}
