import { createHash, timingSafeEqual } from 'node:crypto';
import type { RequestEvent } from '@sveltejs/kit';

/** Written by proxies: then the nearest address is not the one that asks. */
const forwarded = [
	'forwarded',
	'via',
	'x-forwarded-for',
	'x-forwarded-host',
	'x-forwarded-proto',
	'x-real-ip'
];

const loopbackNames = /^(localhost|127(\.\d+){3}|\[::1\])$/;
const loopbackAddresses = /^(::ffff:)?127(\.\d+){3}$|^::1$/;

/**
 * Whether this request may read the metrics: with the token where there is one; without one only from the machine itself,
 * by a name of its own and through no proxy.
 */
export function mayReadMetrics(
	{ request, url, getClientAddress }: Pick<RequestEvent, 'request' | 'url' | 'getClientAddress'>,
	{ metricsToken, trustProxy }: { metricsToken: string | null; trustProxy: boolean }
): boolean {
	const { headers } = request;
	if (metricsToken !== null) return isSame(headers.get('authorization') ?? '', `Bearer ${metricsToken}`);
	if (trustProxy || forwarded.some((name) => headers.has(name))) return false;
	// The name too: a page elsewhere could let its own name lead here.
	return loopbackNames.test(url.hostname) && loopbackAddresses.test(getClientAddress());
}

/** Takes the same time for every guess. */
function isSame(given: string, wanted: string): boolean {
	const digest = (text: string) => createHash('sha256').update(text).digest();
	return timingSafeEqual(digest(given), digest(wanted));
}
