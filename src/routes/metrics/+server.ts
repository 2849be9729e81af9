import { error } from '@sveltejs/kit';
import { getApp } from '$lib/server/app.ts';
import { mayReadMetrics } from '$lib/server/http/may-read-metrics.ts';
import type { RequestHandler } from './$types';

/** What the server counts of itself, for Prometheus. To everybody else there is no such page. */
export const GET: RequestHandler = async (event) => {
	const { config, metrics } = getApp();
	if (!mayReadMetrics(event, config)) error(404, 'Not Found');
	const { text, type } = await metrics.read();
	return new Response(text, { headers: { 'content-type': type, 'cache-control': 'no-store' } });
};
