import { liveQuery, type Subscription } from 'dexie';
import type { Reply } from '../../protocol/envelope.ts';
import type { ErrorCode } from '../../protocol/errors.ts';
import { commit } from '../mirror/commit.ts';
import { readFact } from '../mirror/facts.ts';
import type { Mirror } from '../mirror/mirror.ts';
import { tellReadFault } from '../mirror/read-faults.ts';
import { prepareRequests, type Prepared } from '../mirror/prepare-requests.ts';
import type { OutboxRow } from '../mirror/rows.ts';
import { settle } from '../mirror/settle.ts';
import { askAll, RefusedFrame } from './ask-all.ts';
import { backoff } from './backoff.ts';
import { fillFrame, mutationsMax } from './fill-frame.ts';
import { laneOf, nextOfLanes, nextRelease } from './lanes.ts';
import type { Request } from './link.ts';
import type { WithRoom } from './with-room.ts';

const framesMax = 8;
const sightMax = 400;
const longestTimerMs = 60_000;

/** The codes after which the same row is sent again: nothing was decided about it. */
const undecided = new Set<ErrorCode>([
	'unavailable',
	'rate_limited',
	'internal',
	'unauthenticated',
	'reauth_required'
]);

/** `now`: the time of day, which may be set; `tick`: a clock that only goes on. In milliseconds. */
type Moment = { now: number; tick: number };

/** A request that left, and what came back. */
type Answered = { sent: Prepared; reply: Reply | null };

/**
 * Sends the rows of the outbox over one connection, in order within a chat; what waits in several chats, and what needs no
 * answer before it, goes in one frame. A row leaves the outbox only together with its answer; without one it stays and
 * goes out again, under the same ids.
 */
export class Outbox {
	readonly #mirror: Mirror;
	readonly #request: Request;
	readonly #withRoom: WithRoom;
	readonly #busy = new Set<string>();
	readonly #sending = new Set<Promise<void>>();
	readonly #failures = new Map<string, number>();
	/** Until when a lane rests, in `performance.now()`: the time of day may be set back meanwhile. */
	readonly #notBefore = new Map<string, number>();
	#rows: OutboxRow[] = [];
	#rowsMax = mutationsMax;
	#subscription: Subscription | undefined;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#stopped = false;

	constructor(mirror: Mirror, request: Request, withRoom: WithRoom) {
		this.#mirror = mirror;
		this.#request = request;
		this.#withRoom = withRoom;
	}

	start() {
		this.#subscription = liveQuery(() => readQueue(this.#mirror)).subscribe({
			next: (rows) => {
				this.#rows = rows;
				this.#drain();
			},
			error: tellReadFault
		});
	}

	/** Resolves when what is on its way has ended. */
	async stop(): Promise<void> {
		this.#stopped = true;
		this.#subscription?.unsubscribe();
		clearTimeout(this.#timer);
		await Promise.all(this.#sending);
	}

	#drain() {
		// Read once: a rest that ends between two looks at the clock would neither go now nor wake anybody later.
		const at: Moment = { now: Date.now(), tick: performance.now() };
		while (!this.#stopped && this.#sending.size < framesMax) {
			const frame = fillFrame(this.#free(at), this.#rowsMax);
			if (frame.size === 0) break;
			for (const lane of frame.keys()) this.#busy.add(lane);
			const sending = this.#run(frame).finally(() => {
				this.#sending.delete(sending);
				this.#drain();
			});
			this.#sending.add(sending);
		}
		if (!this.#stopped) this.#wakeLater(at);
	}

	/** What may go now, in the lanes that neither wait for an answer nor rest. */
	#free({ now, tick }: Moment): Map<string, OutboxRow[]> {
		const lanes = nextOfLanes(this.#rows, now);
		for (const lane of lanes.keys()) {
			if (this.#busy.has(lane) || (this.#notBefore.get(lane) ?? 0) > tick) lanes.delete(lane);
		}
		return lanes;
	}

	async #run(frame: Map<string, OutboxRow[]>) {
		const ns = [...frame.values()].flat().map((row) => row.n);
		try {
			await this.#send(ns);
			await this.#lookAgain(ns);
		} catch (error) {
			console.error('A request could not be sent; it is kept and tried again.', error);
			for (const lane of frame.keys()) this.#rest(lane, null);
		}
		for (const lane of frame.keys()) this.#busy.delete(lane);
	}

	async #send(ns: number[]) {
		const prepared = await prepareRequests(this.#mirror, ns, Date.now());
		if (prepared.length === 0 || this.#stopped) return;
		const replies = await this.#ask(prepared);
		const answered = prepared.map((sent, index) => ({ sent, reply: replies[index] ?? null }));
		const lanes = Map.groupBy(answered, ({ sent }) => laneOf(sent.row));
		await Promise.all([...lanes].map(([lane, list]) => this.#settle(lane, list)));
	}

	async #ask(prepared: Prepared[]): Promise<(Reply | null)[]> {
		try {
			return await askAll(this.#request, prepared);
		} catch (error) {
			if (!(error instanceof RefusedFrame)) throw error;
			const { reply } = error;
			const again = undecided.has(reply.error.code);
			// Something in it cannot be told in a frame with others: on this connection each goes alone.
			if (!again) this.#rowsMax = 1;
			return prepared.map(() => (again ? reply : null));
		}
	}

	/** Writes the answers of one lane together. After one that decides nothing, the later ones are asked again behind it. */
	async #settle(lane: string, answered: Answered[]) {
		const open = answered.findIndex(({ reply }) => !reply || (!reply.ok && undecided.has(reply.error.code)));
		const decided = open < 0 ? answered : answered.slice(0, open);
		const write = async () => {
			for (const { sent, reply } of decided) if (reply) await settle(this.#mirror, sent.row, reply);
		};
		await this.#withRoom(() => commit(this.#mirror, write));
		if (open < 0) this.#failures.delete(lane);
		else this.#rest(lane, answered[open]?.reply ?? null);
	}

	/** What is known here may be older than what was just written: something newer may stand in a row's place. */
	async #lookAgain(ns: number[]) {
		const now = new Map((await this.#mirror.outbox.bulkGet(ns)).map((row) => [row?.n, row]));
		this.#rows = this.#rows.flatMap((row) => (ns.includes(row.n) ? (now.get(row.n) ?? []) : row));
	}

	/** Nothing was decided: the lane waits as long as the server asks for, or longer with each failure. */
	#rest(lane: string, reply: Reply | null) {
		const failures = this.#failures.get(lane) ?? 0;
		this.#failures.set(lane, failures + 1);
		const asked = reply && !reply.ok ? reply.error.retryAfterMs : undefined;
		this.#notBefore.set(lane, performance.now() + (asked ?? backoff(failures)));
	}

	#wakeLater({ now, tick }: Moment) {
		clearTimeout(this.#timer);
		const rests = [...this.#notBefore.values()].map((time) => time - tick);
		const release = (nextRelease(this.#rows, now) ?? Infinity) - now;
		const next = Math.min(...rests.filter((ms) => ms > 0), release);
		if (next === Infinity) return;
		this.#timer = setTimeout(() => this.#drain(), Math.min(longestTimerMs, next));
	}
}

/**
 * The front of the queue; what stands behind it comes into sight as the front is worked off. Where drafts stay on the
 * device their texts are not in sight; a deletion is, for it says nothing.
 */
async function readQueue(mirror: Mirror): Promise<OutboxRow[]> {
	const stayHere = await readFact(mirror, 'draftsStayHere');
	const stays = (row: OutboxRow) =>
		stayHere === true && row.event === 'draft.update' && row.key === `draft:${row.chatId}`;
	return mirror.outbox
		.orderBy('n')
		.filter((row) => row.state !== 'refused' && !stays(row))
		.limit(sightMax)
		.toArray();
}
