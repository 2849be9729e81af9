import type { RequestEvent } from '@sveltejs/kit';
import { getApp } from '../app.ts';

/** The address under which this server is reached: the configured one, else the one that was asked for. */
export function ownOrigin(event: RequestEvent): string {
	return getApp().config.origin ?? event.url.origin;
}
