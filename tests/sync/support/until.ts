import { liveQuery } from 'dexie';

/** The first answer of a query over a mirror that fits, now or later; the test's own limit is the only one. */
export function until<Value>(query: () => Promise<Value>, fits: (value: Value) => boolean): Promise<Value> {
	return new Promise((resolve, reject) => {
		const subscription = liveQuery(async () => query()).subscribe({
			next: (value) => {
				if (!fits(value)) return;
				queueMicrotask(() => subscription.unsubscribe());
				resolve(value);
			},
			error: reject
		});
	});
}
