import type { Payload } from '../../protocol/contract.ts';
import { failure, type Reply } from '../../protocol/envelope.ts';
import { refuse, type ErrorCode } from '../../protocol/errors.ts';
import { relay } from './support/handler.ts';

type Mutation = Payload<'sync.offline'>['mutations'][number];

/** After these the same request is to be sent again: nothing was decided about it. */
const undecided = new Set<ErrorCode>(['rate_limited', 'unavailable', 'internal']);

export default relay('sync.offline', async ({ mutations }, { run }) => {
	const replies = new Map<Mutation, Reply>();
	// Chats do not wait for each other; their commands share transactions.
	const lanes = groupByChat(mutations);
	await Promise.all([...lanes.values()].map((lane) => runInOrder(lane, run, replies)));
	return {
		results: mutations.map((mutation) => ({ id: mutation.id, reply: replies.get(mutation) ?? unknown() }))
	};
});

/**
 * Runs the mutations of one chat one after the other. Once one is undecided the later ones are not run: they
 * would overtake it when it is sent again.
 */
async function runInOrder(
	lane: Mutation[],
	run: (event: string, payload: unknown) => Promise<Reply>,
	replies: Map<Mutation, Reply>
): Promise<void> {
	let held: Reply | undefined;
	for (const mutation of lane) {
		const reply =
			held ?? (mutation.event === 'sync.offline' ? unknown() : await run(mutation.event, mutation.payload));
		if (!reply.ok && undecided.has(reply.error.code)) held = reply;
		replies.set(mutation, reply);
	}
}

/** What belongs to one chat, in its order. An edit or deletion names a message alone, which may be sent just before it. */
function groupByChat(mutations: Mutation[]): Map<string, Mutation[]> {
	const chatOf = new Map<string, string>();
	return Map.groupBy(mutations, ({ event, payload }) => {
		const id = textOf(payload, 'id');
		if (event === 'chat.create') return id;
		const chatId = textOf(payload, 'chatId') || (chatOf.get(id) ?? '');
		if (event === 'message.send') chatOf.set(id, chatId);
		return chatId;
	});
}

function textOf(payload: unknown, key: string): string {
	const value =
		typeof payload === 'object' && payload !== null ? (payload as Record<string, unknown>)[key] : '';
	return typeof value === 'string' ? value.toLowerCase() : '';
}

function unknown(): Reply {
	return failure(refuse('unknown_event'));
}
