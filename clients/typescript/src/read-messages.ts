import type { Requests } from './requests.ts';
import type { Message } from './wire.ts';

export type Reading = {
	/** From the message after this one on, the oldest first. */
	afterSeq?: number | undefined;
	/** From the message before this one back, the newest first; from the latest one, if left out. */
	beforeSeq?: number | undefined;
	/** How many are fetched at once, up to 100. */
	pageSize?: number | undefined;
};

/** The messages of a chat, fetched in pages as they are read. */
export async function* readMessages(
	requests: Requests,
	chatId: string,
	{ afterSeq, beforeSeq, pageSize = 50 }: Reading
): AsyncGenerator<Message, void> {
	const forwards = afterSeq !== undefined;
	let place: { afterSeq?: number; beforeSeq?: number } = {};
	if (forwards) place = { afterSeq };
	else if (beforeSeq !== undefined) place = { beforeSeq };
	for (;;) {
		const { data } = await requests.askPatiently('chat.messages.get', { chatId, ...place, limit: pageSize });
		const page = forwards ? data : data.toReversed();
		const last = page.at(-1);
		if (!last) return;
		yield* page;
		place = forwards ? { afterSeq: last.seq } : { beforeSeq: last.seq };
	}
}
