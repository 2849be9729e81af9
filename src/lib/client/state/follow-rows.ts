import { liveQuery, type Subscription, type Table } from 'dexie';
import { tellReadFault } from '../mirror/read-faults.ts';

export type Follower<Row> = {
	/** Reads the rows to show before all the others are read. */
	first?: () => Promise<Row[]>;
	/** Gets the rows that changed, each at least once; `complete` once all that stood in the table were given. */
	take: (rows: Row[], complete: boolean) => void;
	/** Where an earlier following of the same table ended; 0 = from the start. */
	after: number;
};

/** Follows a table by `rev`: every row once, then only those that change. Answers how to stop, and where it stands. */
export function followRows<Row extends { rev: number }>(table: Table<Row, string>, follower: Follower<Row>) {
	let stopped = false;
	let last = follower.after;
	let subscription: Subscription | undefined;
	const follow = () => {
		if (stopped) return;
		subscription = liveQuery(() => table.where('rev').above(last).toArray()).subscribe({
			next: (rows) => {
				for (const row of rows) last = Math.max(last, row.rev);
				follower.take(rows, true);
			},
			error: tellReadFault
		});
	};
	const first = last === 0 && follower.first ? follower.first() : Promise.resolve([]);
	void first
		.then((rows) => !stopped && rows.length > 0 && follower.take(rows, false))
		.catch(tellReadFault)
		.then(follow);
	const stop = () => {
		stopped = true;
		subscription?.unsubscribe();
		return last;
	};
	return { stop };
}
