import type { Mirror } from '../../../src/lib/client/mirror/mirror.ts';
import type { Ledger } from './ledger.ts';
import type { View } from './view.ts';

/** How a run ended: what people saw, what the server holds for each of them, and each browser's mirror of it. */
export type Outcome = { ledger: Ledger; views: View[]; mirrors: Mirror[] };

/** Answers, in words, what is not as it must be. */
export type Invariant = (outcome: Outcome) => Promise<string[]> | string[];

/** What the server holds for the person of this mirror. */
export function viewFor(mirror: Mirror, views: View[]): View {
	const view = views.find(({ person }) => person.user.id === mirror.userId);
	if (!view) throw new Error('Nobody asked the server for this person.');
	return view;
}
