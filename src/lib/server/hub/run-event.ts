import type { Logger } from 'pino';
import type { Contract, EventName } from '../../protocol/contract.ts';
import { failure, success, type Meta, type Reply } from '../../protocol/envelope.ts';
import { Refusal, refuse } from '../../protocol/errors.ts';
import { newId } from '../../protocol/ids.ts';
import type { Limits } from '../../protocol/limits.ts';
import { parsePayload } from '../../protocol/parse-payload.ts';
import type { TokenBuckets } from '../auth/token-buckets.ts';
import type { Caller, Handler } from '../handlers/support/handler.ts';
import type { Store } from '../store/open-store.ts';
import { collectPushes, type Collected } from './push-queue.ts';

/** What running an event needs, at either door. `rates` is null when they are lifted. */
export type Running = {
	store: Store;
	contract: Contract;
	handlers: Map<EventName, Handler>;
	limits: Limits;
	rates: TokenBuckets | null;
	log: Logger;
	tell(collected: Collected): void;
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
	try {
		if (!Object.hasOwn(running.contract, name)) throw refuse('unknown_event');
		const event = name as EventName;
		checkRate(running, caller, event);
		const parsed = parsePayload(running.contract[event].payload, payload);
		return await runHandler(running, caller, event, parsed, socketId);
	} catch (error) {
		return toFailure(running, caller, name, error);
	}
}

function checkRate({ rates, contract, limits }: Running, caller: Caller, event: EventName): void {
	const rateClass = contract[event].rate;
	const wait = rates?.take(`${caller.userId}:${rateClass}`, limits.rates[rateClass]) ?? 0;
	if (wait > 0) throw refuse('rate_limited', undefined, { retryAfterMs: wait });
}

async function runHandler(
	running: Running,
	caller: Caller,
	event: EventName,
	payload: unknown,
	socketId: string | null
): Promise<Reply> {
	const { store, limits, log } = running;
	const handler = running.handlers.get(event);
	if (!handler) throw refuse('unknown_event');
	const given = payload as never;
	const common = { caller, limits, log };
	if (handler.kind === 'query') {
		const meta: Meta = {};
		const data = await handler.run(given, { ...common, db: store.db, meta });
		return success(data, Object.keys(meta).length > 0 ? meta : undefined);
	}
	const collected = collectPushes(socketId);
	const { push } = collected;
	const data =
		handler.kind === 'command'
			? await store.write((tx) => handler.run(given, { ...common, tx, push }))
			: await handler.run(given, { ...common, db: store.db, push });
	running.tell(collected);
	return success(data);
}

/** A refusal is an answer; anything else is a fault, whose detail stays in the log. */
function toFailure({ log }: Running, caller: Caller, event: string, error: unknown): Reply {
	if (error instanceof Refusal) return failure(error);
	const requestId = newId();
	log.error({ requestId, event, userId: caller.userId, err: error }, 'An event failed.');
	return failure(error, { requestId });
}
