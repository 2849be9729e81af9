import { liveQuery } from 'dexie';
import type { Push } from '../../protocol/pushes.ts';
import type { Mirror } from '../mirror/mirror.ts';
import type { Moment } from '../mirror/moment.ts';
import type { News } from '../mirror/news.ts';
import { readFact } from '../mirror/facts.ts';
import { renewRequests } from '../mirror/renew-requests.ts';
import { answerable, answerRequests } from './answer-requests.ts';
import { Inbox } from './inbox.ts';
import type { Link } from './link.ts';
import { Outbox } from './outbox.ts';
import { pull } from './pull.ts';
import { syncNotificationSettings } from './sync-notification-settings.ts';
import { pullContent } from './pull-content.ts';
import { Repeated } from './repeat.ts';
import { PresenceService } from './serve-presence.ts';
import { serveBudget } from './serve-budget.ts';
import type { Surroundings } from './surroundings.ts';
import type { Term } from './term.ts';
import { withRoom, type WithRoom } from './with-room.ts';

const pullMs = 60_000;

/** Where pushes go; those that came before the connection was served wait in `early`. */
export type PushSource = { early: Push[]; take: (pushes: Push[]) => void };

type Serving = {
	surroundings: Surroundings;
	moment: Moment;
	term: Term;
	onFull: (full: boolean) => void;
	onNews: (news: News[]) => void;
};

/**
 * All that runs while one connection stands: pulls, pushes, the outbox, the tabs' requests. Answers the reason when it
 * ends.
 */
export async function serveLink(
	mirror: Mirror,
	link: Link,
	pushes: PushSource,
	{ surroundings, moment, term, onFull, onNews }: Serving
): Promise<Awaited<Link['ended']>> {
	const over = new AbortController();
	const { request } = link;
	const roomy: WithRoom = (work) => withRoom(mirror, onFull, work);
	const update = new Repeated(() => roomy(() => pull(mirror, request, onNews)), over.signal);
	const inbox = new Inbox(mirror, () => void update.ask(), roomy, onNews);
	const presence = new PresenceService({ mirror, moment, request, signal: over.signal });
	const take = (list: Push[]) => {
		inbox.take(list);
		presence.take(list);
	};
	take(pushes.early);
	pushes.take = take;
	const outbox = new Outbox(mirror, request, roomy);
	outbox.start();
	await renewRequests(mirror, Date.now());
	const content = new Repeated(() => roomy(() => pullContent(mirror, request)), over.signal);
	const stopFollowing = followWants(mirror, { ...link, roomy, content }, over.signal);
	const unhear = surroundings.onWake(() => void update.ask());
	const timer = setInterval(() => surroundings.isVisible() && void update.ask(), pullMs);
	// Nothing that the server told is just on its way into the mirror then.
	const quiet = async () => {
		await surroundings.whenIdle(over.signal);
		await update.settled();
		await inbox.settled();
		// What it fetches may be older than what goes, and would come back after it.
		await content.ask();
	};
	let stopBudget = () => Promise.resolve();
	void update.ask().then(async () => {
		if (over.signal.aborted) return;
		await term.tell('online');
		if (!over.signal.aborted) stopBudget = serveBudget(mirror, quiet, over.signal);
	});

	const end = await link.ended;
	over.abort();
	unhear();
	clearInterval(timer);
	await Promise.all([
		stopFollowing(),
		stopBudget(),
		update.settled(),
		outbox.stop(),
		inbox.settled(),
		presence.stop()
	]);
	return end;
}

/** Runs what the mirror says is wanted: the content of stale chats, and what the tabs ask for. Answers how to end it. */
function followWants(
	mirror: Mirror,
	{ request, roomy, content }: Link & { roomy: WithRoom; content: Repeated },
	signal: AbortSignal
): () => Promise<unknown> {
	const answers = new Repeated(() => roomy(() => answerRequests(mirror, request)), signal);
	const choices = new Repeated(() => roomy(() => syncNotificationSettings(mirror, request)), signal);
	const chosen = () => readFact(mirror, 'wantedNotifications');
	const stale = () => mirror.chats.where('contentStale').equals(1).primaryKeys();
	const error = (reason: unknown) => console.error('The mirror cannot be followed.', reason);
	const subscriptions = [
		liveQuery(stale).subscribe({ next: (keys) => void (keys.length > 0 && content.ask()), error }),
		// The first look asks the server, each later one tells it.
		liveQuery(chosen).subscribe({ next: () => void choices.ask(), error }),
		liveQuery(async () => answerable(mirror)).subscribe({
			next: (rows) => void (rows.length > 0 && answers.ask()),
			error
		})
	];
	return () => {
		for (const subscription of subscriptions) subscription.unsubscribe();
		return Promise.all([content.settled(), answers.settled(), choices.settled()]);
	};
}
