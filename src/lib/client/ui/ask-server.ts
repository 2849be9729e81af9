import type { Reply } from '../../protocol/envelope.ts';

/**
 * Asks the HTTP door about the account itself. Answers a refusal as it is; that the server cannot be reached is one too,
 * which says `unreached`: what was not done, and when to try again.
 */
export async function askServer<Data>(
	method: 'GET' | 'POST' | 'PUT' | 'DELETE',
	path: string,
	unreached: string,
	body?: unknown
): Promise<Reply<Data>> {
	try {
		const response = await fetch(`/api/v1/${path}`, {
			method,
			...(body === undefined
				? {}
				: { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
		});
		return (await response.json()) as Reply<Data>;
	} catch {
		return {
			ok: false,
			error: { code: 'unavailable', message: `The server cannot be reached. ${unreached}` }
		};
	}
}
