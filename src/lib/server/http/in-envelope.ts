import { failure } from '../../protocol/envelope.ts';
import { refuse } from '../../protocol/errors.ts';
import { currentRequestId } from '../observe/scope.ts';

/** An answer of the API, also one that Kit gives by itself: at no route a page, for a wrong method plain text. A file stays as it is. */
export function inEnvelope(response: Response): Response {
	const { headers: given } = response;
	if (given.get('content-type')?.startsWith('application/json') || given.has('content-disposition'))
		return response;
	const headers = new Headers({ 'cache-control': 'no-store' });
	const allow = response.headers.get('allow');
	if (allow !== null) headers.set('allow', allow);
	const { status } = response;
	// A fault that Kit met: the log has it.
	const meta = status >= 500 ? { requestId: currentRequestId() } : undefined;
	return Response.json(failure(refusalFor(status, allow), meta), { status, headers });
}

function refusalFor(status: number, allow: string | null) {
	if (status >= 500) return refuse('internal');
	if (status !== 405) return refuse('not_found');
	const message = `must be ${allow ?? 'another'}`;
	return refuse('invalid_data', 'This address does not take this method. Nothing was changed.', {
		issues: [{ path: 'method', message }]
	});
}
