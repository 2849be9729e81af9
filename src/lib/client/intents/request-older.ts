import type { Mirror } from '../mirror/mirror.ts';

/** Asks sync for the page of messages before `beforeSeq`; offline it waits. Asking twice is asking once. */
export async function requestOlder(
	mirror: Mirror,
	{ chatId, beforeSeq }: { chatId: string; beforeSeq: number }
): Promise<void> {
	const id = `older:${chatId}:${beforeSeq}`;
	const asked = await mirror.requests.get(id);
	if (asked?.kind === 'older' && asked.state === 'waiting') return;
	await mirror.requests.put({
		id,
		tab: mirror.tab,
		at: Date.now(),
		kind: 'older',
		chatId,
		beforeSeq,
		state: 'waiting'
	});
}
