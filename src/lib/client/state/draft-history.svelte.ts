import type { Document } from '../../protocol/document/document.ts';
import type { Mirror } from '../mirror/mirror.ts';
import { Live } from './live.svelte.ts';

/** A text that is no longer the draft. `deviceId` null = this device. */
export type EarlierText = {
	key: string;
	content: Document;
	deviceId: string | null;
	savedAt: number;
	reason: 'stale' | 'theirs' | 'taken-over' | 'replaced' | 'deleted' | 'sent';
};

type Answer = { texts: EarlierText[]; waiting: boolean; error: string | null };

/** The earlier texts of one chat: those that the server keeps and those of this device, each once, the newest first. */
export class DraftHistory {
	readonly #answer: Live<Answer>;

	constructor(mirror: Mirror, chatId: string) {
		const initial = { texts: [], waiting: true, error: null };
		this.#answer = new Live<Answer>(initial, () => readHistory(mirror, chatId));
	}

	get texts(): EarlierText[] {
		return this.#answer.current.texts;
	}

	/** The server has not answered yet; what this device has is there. */
	get waiting(): boolean {
		return this.#answer.current.waiting;
	}

	get error(): string | null {
		return this.#answer.current.error;
	}
}

async function readHistory(mirror: Mirror, chatId: string): Promise<Answer> {
	const request = await mirror.requests.get(`history:${chatId}`);
	const kept = request?.kind === 'history' ? request.entries : [];
	const own = await mirror.draftHistory.where('chatId').equals(chatId).toArray();
	const all: EarlierText[] = [
		...kept.map((entry) => ({ ...entry, key: keyOf(entry) })),
		...own.map((entry) => ({ ...entry, key: keyOf(entry) }))
	];
	const texts = all.sort((one, other) => other.savedAt - one.savedAt);
	return {
		texts: eachOnce(texts),
		waiting: request?.state === 'waiting',
		error: request?.kind === 'history' ? (request.error ?? null) : null
	};
}

/** The text itself: when the server's entry takes the place of this device's, whoever compares it goes on comparing. */
function keyOf({ content }: { content: Document }): string {
	return JSON.stringify(content);
}

/** The server and this device may both have kept the same text. */
function eachOnce(texts: EarlierText[]): EarlierText[] {
	const seen = new Set<string>();
	return texts.filter((text) => {
		if (seen.has(text.key)) return false;
		seen.add(text.key);
		return true;
	});
}
