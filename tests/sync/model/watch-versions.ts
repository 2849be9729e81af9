import type { Mirror } from '../../../src/lib/client/mirror/mirror.ts';
import type { Ledger } from './ledger.ts';

/** Notes every write to the mirror by which something goes back that may only grow. */
export function watchVersions(mirror: Mirror, ledger: Ledger): void {
	mirror.drafts.hook('updating', (changes, key, row) => {
		note(ledger, `the draft of ${key}`, { version: row.version }, changes);
	});
	mirror.chats.hook('updating', (changes, key, { lastSeq, readSeq, titleVersion }) => {
		note(ledger, `the chat ${key}`, { lastSeq, readSeq, titleVersion }, changes);
	});
}

function note(ledger: Ledger, whose: string, before: Record<string, number>, changes: object): void {
	for (const [name, value] of Object.entries(changes) as [string, unknown][]) {
		const earlier = before[name];
		if (earlier === undefined || typeof value !== 'number' || value >= earlier) continue;
		ledger.faults.push(`${name} of ${whose} went back from ${earlier} to ${value}`);
	}
}
