import type { Mirror } from './mirror.ts';
import type { ShownMessage } from './pending-changes.ts';

/** Notes of messages that wait on purpose until when they do: so long they can be taken back. */
export async function withHolds(mirror: Mirror, messages: ShownMessage[]): Promise<ShownMessage[]> {
	const keys = messages.filter(({ state }) => state === 'queued').map(({ id }) => `send:${id}`);
	if (keys.length === 0) return messages;
	const rows = await mirror.outbox.where('key').anyOf(keys).toArray();
	const holds = new Map(
		rows
			.filter(({ state, holdUntil }) => state === 'waiting' && holdUntil > 0)
			.map(({ key, holdUntil }) => [key, holdUntil])
	);
	if (holds.size === 0) return messages;
	return messages.map((message) => {
		const heldUntil = holds.get(`send:${message.id}`);
		return heldUntil === undefined ? message : { ...message, heldUntil };
	});
}
