import { liveQuery, type Subscription } from 'dexie';
import type { Reply } from '../../protocol/envelope.ts';
import type { ErrorCode } from '../../protocol/errors.ts';
import type { Mirror } from '../mirror/mirror.ts';
import { prepareRequest } from '../mirror/prepare-request.ts';
import type { OutboxRow } from '../mirror/rows.ts';
import { settle } from '../mirror/settle.ts';
import { backoff } from './backoff.ts';
import { laneOf, nextOfLanes, nextRelease } from './lanes.ts';
import type { Request } from './link.ts';

const atOnceMax = 8;
const sightMax = 200;
const longestTimerMs = 60_000;

/** The codes after which the same row is sent again: nothing was decided about it. */
const undecided = new Set<ErrorCode>([
	'unavailable',
	'rate_limited',
	'internal',
	'unauthenticated',
	'reauth_required'
]);

/**
 * Sends the rows of the outbox over one connection, in order within a chat, several chats at a time. A row leaves the
 * outbox only together with its answer; without one it stays and goes out again, under the same ids.
 */
export class Outbox {
	readonly #mirror: Mirror;
	readonly #request: Request;
	readonly #busy = new Set<string>();
	readonly #sending = new Set<Promise<void>>();
	readonly #failures = new Map<string, number>();
	readonly #notBefore = new Map<string, number>();
	#rows: OutboxRow[] = [];
	#subscription: Subscription | undefined;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#stopped = false;

	constructor(mirror: Mirror, request: Request) {
		this.#mirror = mirror;
		this.#request = request;
	}

	start() {
		this.#subscription = liveQuery(() => readQueue(this.#mirror)).subscribe({
			next: (rows) => {
				this.#rows = rows;
				this.#drain();
			},
			error: (error: unknown) => console.error('The outbox cannot be read.', error)
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
		if (this.#stopped) return;
		const now = Date.now();
		for (const [lane, row] of nextOfLanes(this.#rows, now)) {
			if (this.#busy.size >= atOnceMax) break;
			if (this.#busy.has(lane) || (this.#notBefore.get(lane) ?? 0) > now) continue;
			this.#busy.add(lane);
			const sending = this.#run(lane, row).finally(() => this.#sending.delete(sending));
			this.#sending.add(sending);
		}
		this.#wakeLater(now);
	}

	async #run(lane: string, row: OutboxRow) {
		try {
			await this.#send(row);
			// What is known here may be older than what was just written: something newer may stand in the row's place.
			const now = await this.#mirror.outbox.get(row.n);
			this.#rows = this.#rows.flatMap((one) => (one.n === row.n ? (now ?? []) : one));
		} catch (error) {
			console.error('A request could not be sent; it is kept and tried again.', error);
			this.#rest(lane, null);
		}
		this.#busy.delete(lane);
		this.#drain();
	}

	async #send(row: OutboxRow) {
		const prepared = await prepareRequest(this.#mirror, row.n, Date.now());
		if (!prepared || this.#stopped) return;
		const reply = await this.#request(prepared.event, prepared.payload);
		if (!reply || (!reply.ok && undecided.has(reply.error.code))) return this.#rest(laneOf(row), reply);
		this.#failures.delete(laneOf(row));
		await settle(this.#mirror, prepared.row, reply);
	}

	/** Nothing was decided: the lane waits as long as the server asks for, or longer with each failure. */
	#rest(lane: string, reply: Reply | null) {
		const failures = this.#failures.get(lane) ?? 0;
		this.#failures.set(lane, failures + 1);
		const asked = reply && !reply.ok ? reply.error.retryAfterMs : undefined;
		this.#notBefore.set(lane, Date.now() + (asked ?? backoff(failures)));
	}

	#wakeLater(now: number) {
		clearTimeout(this.#timer);
		const resting = [...this.#notBefore.values()].filter((time) => time > now);
		const release = nextRelease(this.#rows, now);
		const next = Math.min(...resting, release ?? Infinity);
		if (next === Infinity) return;
		this.#timer = setTimeout(() => this.#drain(), Math.min(longestTimerMs, next - now));
	}
}

/** The front of the queue; what stands behind it comes into sight as the front is worked off. */
function readQueue(mirror: Mirror): Promise<OutboxRow[]> {
	return mirror.outbox
		.orderBy('n')
		.filter((row) => row.state !== 'refused')
		.limit(sightMax)
		.toArray();
}
