import type { RequestEvent } from '@sveltejs/kit';
import type { Traits } from '../auth/fingerprint.ts';

/** What a request says of its device. `whole`: it says all that the handshake of a socket does. */
export function traitsOf({ request: { headers } }: RequestEvent): Traits & { whole: boolean } {
	const [language, timeZone] = [headers.get('inkling-language'), headers.get('inkling-time-zone')];
	return {
		userAgent: headers.get('user-agent'),
		language,
		timeZone,
		whole: language !== null || timeZone !== null
	};
}
