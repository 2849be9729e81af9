import type { IncomingMessage } from 'node:http';

/** Where a request comes from. Behind a trusted proxy that is the last entry of `X-Forwarded-For`: it wrote that itself. */
export function addressOf({ headers, socket }: IncomingMessage, trustProxy: boolean): string {
	const told = trustProxy ? String(headers['x-forwarded-for'] ?? '') : '';
	return told.split(',').at(-1)?.trim() || (socket.remoteAddress ?? '');
}
