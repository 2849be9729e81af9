import { failure, success, type Reply } from '../../protocol/envelope.ts';
import { errorCodes, Refusal } from '../../protocol/errors.ts';
import { findApp } from '../app.ts';
import { currentRequestId } from '../observe/scope.ts';

/** An envelope as an HTTP answer, with the fitting status. Private, so never kept by a cache. */
export function toResponse(reply: Reply): Response {
	const status = reply.ok ? 200 : errorCodes[reply.error.code].status;
	const headers = new Headers({ 'cache-control': 'no-store' });
	const retryAfterMs = reply.ok ? undefined : reply.error.retryAfterMs;
	if (retryAfterMs !== undefined) headers.set('retry-after', String(Math.ceil(retryAfterMs / 1000)));
	return Response.json(reply, { status, headers });
}

/** Runs what answers a request, and puts its data or its refusal into the envelope. */
export async function answer(run: () => Promise<unknown>): Promise<Response> {
	try {
		return toResponse(success(await run()));
	} catch (error) {
		return toResponse(refusalOf(error));
	}
}

/** The envelope of what went wrong. A fault's detail stays in the log, under the id that the answer names. */
export function refusalOf(error: unknown): Reply<never> {
	if (error instanceof Refusal) return failure(error);
	const requestId = currentRequestId();
	const app = findApp();
	app?.metrics.failed();
	app?.log.error({ requestId, err: error }, 'A request failed.');
	return failure(error, { requestId });
}
