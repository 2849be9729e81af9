import { refuse } from '../../protocol/errors.ts';

/**
 * The body of a request as JSON; an empty one is `{}`.
 * @throws Refusal `too_large` over `bytesMax`, `invalid_data` when it is not JSON in UTF-8.
 */
export async function readJson(request: Request, bytesMax: number): Promise<unknown> {
	const bytes = await readBytes(request, bytesMax);
	if (bytes.byteLength === 0) return {};
	const text = orRefuse(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes), 'must be UTF-8');
	return orRefuse(() => JSON.parse(text) as unknown, 'must be JSON');
}

function orRefuse<Result>(parse: () => Result, message: string): Result {
	try {
		return parse();
	} catch {
		throw refuse('invalid_data', undefined, { issues: [{ path: '', message }] });
	}
}

async function readBytes(request: Request, bytesMax: number): Promise<ArrayBuffer> {
	if (Number(request.headers.get('content-length') ?? 0) > bytesMax) throw refuse('too_large');
	try {
		const bytes = await request.arrayBuffer();
		if (bytes.byteLength > bytesMax) throw refuse('too_large');
		return bytes;
	} catch {
		// adapter-node breaks off a body that is longer than its own bound.
		throw refuse('too_large');
	}
}
