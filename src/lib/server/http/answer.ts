import { failure, success, type Reply } from '../../protocol/envelope.ts';
import { errorCodes } from '../../protocol/errors.ts';

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
		return toResponse(failure(error));
	}
}
