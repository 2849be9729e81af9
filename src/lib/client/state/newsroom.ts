import type { News } from '../mirror/news.ts';

export type { News } from '../mirror/news.ts';

/** That unread messages came, as the tab that leads hears it. What nobody listens to yet waits for who does. */
export class Newsroom {
	#listener: ((news: News[]) => void) | null = null;
	#waiting: News[] = [];

	/** Calls when unread messages came. Answers how to stop. */
	follow(listener: (news: News[]) => void): () => void {
		this.#listener = listener;
		this.take(this.#waiting.splice(0));
		return () => {
			if (this.#listener === listener) this.#listener = null;
		};
	}

	take(news: News[]): void {
		if (news.length === 0) return;
		if (this.#listener) this.#listener(news);
		else this.#waiting.push(...news);
	}
}
