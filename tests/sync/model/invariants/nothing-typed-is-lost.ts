import type { Document } from '../../../../src/lib/protocol/document/document.ts';
import type { Invariant } from '../outcome.ts';
import { wordsOf } from '../words.ts';

/** Every word that stood under “Saved…” is in a message, in a draft or in the history, for the one who typed it. */
export const nothingTypedIsLost: Invariant = async ({ ledger, views, mirrors }) => {
	const lost: string[] = [];
	for (const { person, messages, drafts, history } of views) {
		const own = mirrors.filter((mirror) => mirror.userId === person.user.id);
		const kept = (await Promise.all(own.map((mirror) => mirror.draftHistory.toArray()))).flat();
		const texts: { content: Document | null }[] = [...messages, ...drafts, ...history, ...kept];
		const found = new Set(texts.flatMap(({ content }) => wordsOf(content)));
		for (const [word, userId] of ledger.saved) {
			if (userId !== person.user.id || ledger.given.has(word) || found.has(word)) continue;
			lost.push(`${word} of ${person.user.displayName} is lost`);
		}
	}
	return lost;
};
