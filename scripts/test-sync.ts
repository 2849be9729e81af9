// `npm run test:sync -- --seeds 10000 --from 1`: the model test of synchronisation with other seeds than `npm test` tries.
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
	options: { seeds: { type: 'string', default: '200' }, from: { type: 'string', default: '1' } }
});
const env = { ...process.env, MODEL_SEEDS: values.seeds, MODEL_FROM: values.from };
const { status } = spawnSync('vitest', ['run', 'tests/sync/model'], { stdio: 'inherit', env });
process.exit(status ?? 1);
