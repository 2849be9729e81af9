import { getApp } from '$lib/server/app.ts';
import { answer } from '$lib/server/http/answer.ts';
import type { RequestHandler } from './$types';

/** The hub is open and the store can be written; 503 while the server starts or stops, and while the disk refuses. */
export const GET: RequestHandler = () =>
	answer(async () => {
		await getApp().readiness.check();
		return { ready: true };
	});
