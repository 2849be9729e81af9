import type { Invariant } from '../outcome.ts';
import { wordsOf } from '../words.ts';

/** No draft is made of nothing but words that were sent or deleted: then it has come back by itself. */
export const nothingGoneReturns: Invariant = ({ ledger, views }) =>
	views.flatMap(({ drafts }) =>
		drafts.flatMap(({ chatId, content }) => {
			const words = wordsOf(content);
			const back = words.length > 0 && words.every((word) => ledger.gone.has(word));
			return back ? [`the draft of ${chatId} came back: ${words.join(' ')}`] : [];
		})
	);
