import type { Mirror } from '../mirror/mirror.ts';
import type { RequestRow, Wanted } from '../mirror/rows.ts';
import * as messages from './answer-about-messages.ts';
import * as people from './answer-about-people.ts';
import type { Request } from './link.ts';

/** Answers one request; `false`: the server did not, and it waits for the next connection. */
type Answer<Row extends RequestRow> = (mirror: Mirror, row: Row, request: Request) => Promise<boolean>;

const answers: { [Kind in RequestRow['kind']]: Answer<Wanted<Kind>> } = {
	open: messages.answerOpen,
	older: messages.answerOlder,
	history: messages.answerHistory,
	pins: messages.answerPins,
	mentions: messages.answerMentions,
	versions: messages.answerVersions,
	devices: people.answerDevices,
	hiding: people.answerHiding,
	person: people.answerPerson,
	members: people.answerMembers,
	change: people.answerChange,
	search: people.answerSearch
};

/** Answers what the tabs ask for, one after the other. What gets no answer waits for the next connection. */
export async function answerRequests(mirror: Mirror, request: Request): Promise<boolean> {
	const waiting = await answerable(mirror);
	for (const row of waiting.sort((one, other) => one.at - other.at)) {
		const answer = answers[row.kind] as Answer<RequestRow>;
		if (!(await answer(mirror, row, request))) return false;
	}
	return true;
}

/**
 * What waits and can be answered now. Earlier messages of a chat have to wait until its newest are up to date: where too
 * much has changed for that, all that stands before them is forgotten, and who scrolls back would see them go.
 */
export async function answerable(mirror: Mirror): Promise<RequestRow[]> {
	const waiting = await mirror.requests.filter((row) => row.state === 'waiting').toArray();
	const chatIds = waiting.flatMap((row) => (row.kind === 'older' ? [row.chatId] : []));
	if (chatIds.length === 0) return waiting;
	const chats = await mirror.chats.bulkGet(chatIds);
	const stale = new Set(chats.flatMap((chat) => (chat?.contentStale ? [chat.id] : [])));
	return waiting.filter((row) => row.kind !== 'older' || !stale.has(row.chatId));
}
