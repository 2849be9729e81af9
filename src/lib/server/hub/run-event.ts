import type { Logger } from 'pino';
import type { Contract, EventName } from '../../protocol/contract.ts';
import { failure, success, type Reply } from '../../protocol/envelope.ts';
import { Refusal, refuse } from '../../protocol/errors.ts';
import { parsePayload } from '../../protocol/parse-payload.ts';
import type { TokenBuckets } from '../auth/token-buckets.ts';
import type { Caller, Handler, Presences } from '../handlers/support/handler.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { runHandler, type Stage } from '../handlers/support/run-handler.ts';
import { currentRequestId } from '../observe/scope.ts';
import { inSpan, type Telling } from '../observe/in-span.ts';
import { rounded } from '../observe/rounded.ts';
import type { Tracing } from '../observe/tracing.ts';
import { collectPushes, type Collected } from './push-queue.ts';

/** What running an event needs, at either door. `rates` is null when they are lifted. */
export type Running = {
	stage: Stage;
	contract: Contract;
	handlers: Map<EventName, Handler>;
	rates: TokenBuckets | null;
	log: Logger;
	metrics: Metrics;
	tracing: Tracing | null;
	tell(collected: Collected): void;
	/** Who is there, for an event that came by this socket, or by none. */
	presencesFor(caller: Caller, socketId: string | null): Presences;
};

/**
 * Runs one event from its raw payload to its envelope: rate, parse, handler, and after the commit the pushes.
 * Never rejects. `socketId` is left out of the pushes, since it gets the reply.
 */
export async function runEvent(
	running: Running,
	caller: Caller,
	name: string,
	payload: unknown,
	socketId: string | null
): Promise<Reply> {
	const begun = performance.now();
	const event = Object.hasOwn(running.contract, name) ? name : 'unknown';
	const reply = await inSpan(running.tracing, event, telling, () =>
		findReply(running, caller, name, payload, socketId)
	);
	const code = codeOf(reply);
	const ms = performance.now() - begun;
	running.metrics.answered(event, code, ms / 1000);
	const { userId } = caller;
	running.log.debug({ event, code, ms: rounded(ms), userId }, 'An event was answered.');
	return reply;
}

const codeOf = (reply: Reply) => (reply.ok ? 'ok' : reply.error.code);

/** What the span of an event says. */
const telling: Telling<Reply> = {
	facts: (reply) => ({ 'inkling.code': codeOf(reply) }),
	failed: (reply) => codeOf(reply) === 'internal'
};

async function findReply(
	running: Running,
	caller: Caller,
	name: string,
	payload: unknown,
	socketId: string | null
): Promise<Reply> {
	try {
		const event = findEvent(running, name);
		checkRate(running, caller, event);
		const parsed = parsePayload(running.contract[event].payload, payload);
		const collected = collectPushes(socketId);
		const handler = running.handlers.get(event);
		if (!handler) throw refuse('unknown_event');
		const run = (other: string, its: unknown) => runEvent(running, caller, other, its, socketId);
		const presences = running.presencesFor(caller, socketId);
		const asked = { caller, beginTelling: collected.begin, presences, run };
		const { data, meta } = await runHandler(running.stage, handler, parsed, asked);
		running.tell(collected);
		return success(data, Object.keys(meta).length > 0 ? meta : undefined);
	} catch (error) {
		return toFailure(running, caller, name, error);
	}
}

function findEvent({ contract }: Running, name: string): EventName {
	if (!Object.hasOwn(contract, name)) throw refuse('unknown_event');
	return name as EventName;
}

function checkRate({ rates, contract, stage, metrics }: Running, caller: Caller, event: EventName): void {
	const rateClass = contract[event].rate;
	// A program does not use up what its person may do by hand.
	const counted = caller.permissions === 'all' ? caller.userId : caller.sessionId;
	const wait = rates?.take(`${counted}:${rateClass}`, stage.limits.rates[rateClass]) ?? 0;
	if (wait === 0) return;
	metrics.refused(`rate_${rateClass}`);
	throw refuse('rate_limited', undefined, { retryAfterMs: wait });
}

/** A refusal is an answer; anything else is a fault, whose detail stays in the log. */
function toFailure({ log, metrics }: Running, caller: Caller, event: string, error: unknown): Reply {
	if (error instanceof Refusal) return failure(error);
	const requestId = currentRequestId();
	metrics.failed();
	log.error({ requestId, event, userId: caller.userId, err: error }, 'An event failed.');
	return failure(error, { requestId });
}
