import type { Logger } from 'pino';
import type { Auth } from './auth/auth.ts';
import { dropOldHistory } from './store/draft-history.ts';
import type { Store } from './store/open-store.ts';
import { deleteExpiredTokens } from './store/tokens.ts';

const hourMs = 60 * 60 * 1000;

/** Whose program stopped working looks into the list of tokens for why. */
const shownExpiredMs = 30 * 24 * hourMs;

/** Takes away what has expired: sessions, tokens, and texts of the draft history. Answers how to end it. */
export function sweepHourly({ lucia }: Auth, store: Store, log: Logger): () => void {
	const sweep = setInterval(() => {
		const swept = Promise.all([
			lucia.deleteExpiredSessions(),
			store.write(dropOldHistory),
			store.write((tx) => deleteExpiredTokens(tx, tx.now - shownExpiredMs))
		]);
		swept.catch((error: unknown) => log.warn({ err: error }, 'What has expired could not be swept away.'));
	}, hourMs);
	sweep.unref();
	return () => clearInterval(sweep);
}
