import { expect, test } from 'vitest';
import type { ServerHealth } from '../../../protocol/server-health.ts';
import { findingsOf } from './health-words.ts';

const good: ServerHealth = {
	version: '1.0.0',
	node: 'v24.0.0',
	startedAt: 0,
	people: 3,
	sockets: 2,
	faults: 0,
	disk: { database: 4_000_000, log: 1_000_000, free: 50_000_000_000 },
	commits: { count: 10, meanMs: 1.234 },
	lateMs: 0.4,
	keys: { provider: 'file', answers: true }
};

test('a server that is well asks for nothing', () => {
	expect(findingsOf(good)).toEqual([
		{ name: 'Disk', seen: '50 GB free; the data takes 5 MB.', advice: null },
		{ name: 'Writing', seen: '1.2 ms on average, until it is safe on the disk.', advice: null },
		{ name: 'Answering', seen: 'At once.', advice: null },
		{ name: 'Keys', seen: 'The master key comes from a file beside the data.', advice: null },
		{ name: 'Faults', seen: 'None since the start.', advice: null }
	]);
});

test.each<[string, Partial<ServerHealth>, string]>([
	['Disk', { disk: { ...good.disk, free: 500_000_000 } }, '500 MB free; the data takes 5 MB.'],
	['Writing', { commits: { count: 1, meanMs: 1_250 } }, '1.3 s on average, until it is safe on the disk.'],
	['Answering', { lateMs: 240 }, '240 ms late at times.'],
	[
		'Keys',
		{ keys: { provider: 'transit', answers: false } },
		'The master key comes from Vault, which does not answer.'
	],
	['Faults', { faults: 2 }, '2 since the start.']
])('%s comes first when it is not well, with what to do', (name, change, seen) => {
	const [first, second] = findingsOf({ ...good, ...change });
	expect(first).toMatchObject({ name, seen });
	expect(first?.advice).not.toBeNull();
	expect(second?.advice).toBeNull();
});

test('a server that has written nothing yet says so', () => {
	expect(findingsOf({ ...good, commits: { count: 0, meanMs: null } })[1]?.seen).toBe(
		'Nothing was written since the start.'
	);
});
