import { startOfDay } from '../calendar.ts';

type Placed = { id: string; senderId: string; createdAt: number; seq: number | null };

/** A message with what stands above it: a day line, the "New" line, the sender's name. */
export type Entry<Message> = { message: Message; newDay: boolean; firstNew: boolean; startsGroup: boolean };

const groupWithinMs = 5 * 60_000;

/**
 * Messages in the order of their place, each with what stands above it.
 * `newAfter` is the seq of the last message read before, or null when nothing is new.
 */
export function timeline<Message extends Placed>(
	messages: readonly Message[],
	{ me, newAfter }: { me: string; newAfter: number | null }
): Entry<Message>[] {
	let foundNew = newAfter === null;
	return messages.map((message, index) => {
		const before = messages[index - 1];
		const firstNew = !foundNew && isUnread(message, me, newAfter ?? 0);
		foundNew ||= firstNew;
		const newDay = before === undefined || startOfDay(before.createdAt) !== startOfDay(message.createdAt);
		const startsGroup = newDay || firstNew || !continues(before, message);
		return { message, newDay, firstNew, startsGroup };
	});
}

function isUnread(message: Placed, me: string, newAfter: number): boolean {
	return message.seq !== null && message.seq > newAfter && message.senderId !== me;
}

function continues(before: Placed, message: Placed): boolean {
	// An unsent message bears this device's clock, which may run behind the server's.
	const apart = Math.abs(message.createdAt - before.createdAt);
	return before.senderId === message.senderId && apart <= groupWithinMs;
}
