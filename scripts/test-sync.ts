// `npm run test:sync -- --seeds 10000 --from 1`: the model test of synchronisation with other seeds than `npm test` tries.
import { spawnSync } from 'node:child_process';
import { existsSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
	options: { seeds: { type: 'string', default: '200' }, from: { type: 'string', default: '1' } }
});
const env = { ...process.env, TMPDIR: findDisk(), MODEL_SEEDS: values.seeds, MODEL_FROM: values.from };
const { status } = spawnSync('vitest', ['run', 'tests/sync/model'], { stdio: 'inherit', env });
process.exit(status ?? 1);

/** A disk in memory where there is one with room. The runs are about what happens in which order; that commits wait for a real disk, `npm test` tries. */
function findDisk(): string {
	const inMemory = '/dev/shm';
	if (!existsSync(inMemory)) return tmpdir();
	const { bavail, bsize } = statfsSync(inMemory);
	return bavail * bsize > 2 ** 30 ? inMemory : tmpdir();
}
