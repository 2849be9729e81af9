import { expect, test } from 'vitest';
import { Repeated } from './repeat.ts';

test('whenever it is asked for, the job runs again after that, also when it is just ending', async () => {
	for (let microtasks = 0; microtasks < 20; microtasks++) {
		let runs = 0;
		const job = new Repeated(() => Promise.resolve(++runs > 0), new AbortController().signal);
		void job.ask();
		for (let n = 0; n < microtasks; n++) await Promise.resolve();
		const before = runs;
		await job.ask();
		expect(runs, `asked after ${microtasks} microtasks`).toBeGreaterThan(before);
	}
});
