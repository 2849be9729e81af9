import type { Message } from '../../../../src/lib/protocol/entities.ts';
import type { Invariant } from '../outcome.ts';
import { wordsOf } from '../words.ts';

/** Every message that was sent or acknowledged stands once, in its place; places have no holes; people see the same. */
export const messagesOnceAndInOrder: Invariant = ({ ledger, views }) => {
	const messages = new Map(views.flatMap((view) => view.messages).map((one) => [one.id, one]));
	const lost = [...ledger.sent]
		.filter(([id]) => !messages.has(id))
		.map(([id]) => `the message ${id} is lost`);
	const moved = [...ledger.acknowledged].flatMap(([id, { seq, chatId }]) => {
		const now = messages.get(id);
		const same = now?.seq === seq && now.chatId === chatId;
		return same ? [] : [`the message ${id} was acknowledged as ${chatId} ${seq}, and is ${now?.seq}`];
	});
	const changed = [...ledger.sent].flatMap(([id, words]) => {
		const now = messages.get(id);
		const same = !now || now.deletedAt !== null || wordsOf(now.content).join(' ').startsWith(words.join(' '));
		return same ? [] : [`the message ${id} does not say any more what was sent`];
	});
	const said = Map.groupBy(
		[...messages.values()].flatMap(({ content }) => wordsOf(content)),
		(word) => word
	);
	const doubled = [...ledger.sendings].flatMap(([word, times]) => {
		const found = said.get(word)?.length ?? 0;
		return found <= times ? [] : [`${word} was sent ${times} times and stands in ${found} messages`];
	});
	return [...lost, ...doubled, ...moved, ...changed, ...views.flatMap((view) => dense(view.messages))];
};

function dense(messages: Message[]): string[] {
	return [...Map.groupBy(messages, (message) => message.chatId)].flatMap(([chatId, list]) => {
		const places = list.map((message) => message.seq).join();
		const wanted = list.map((_, index) => index + 1).join();
		return places === wanted ? [] : [`the places in ${chatId} are ${places}`];
	});
}
