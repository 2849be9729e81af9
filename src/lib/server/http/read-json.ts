import { refuse } from '../../protocol/errors.ts';

/**
 * The body of a request as JSON; an empty one is `{}`.
 * @throws Refusal `too_large` over `bytesMax`, `invalid_data` when it is not JSON.
 */
export async function readJson(request: Request, bytesMax: number): Promise<unknown> {
	const text = await readText(request, bytesMax);
	if (text === '') return {};
	try {
		return JSON.parse(text);
	} catch {
		throw refuse('invalid_data', undefined, { issues: [{ path: '', message: 'must be JSON' }] });
	}
}

async function readText(request: Request, bytesMax: number): Promise<string> {
	if (Number(request.headers.get('content-length') ?? 0) > bytesMax) throw refuse('too_large');
	try {
		const bytes = await request.arrayBuffer();
		if (bytes.byteLength > bytesMax) throw refuse('too_large');
		return new TextDecoder().decode(bytes);
	} catch {
		// adapter-node breaks off a body that is longer than its own bound.
		throw refuse('too_large');
	}
}
