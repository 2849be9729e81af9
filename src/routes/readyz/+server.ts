import { getApp } from '$lib/server/app.ts';
import { answer } from '$lib/server/http/answer.ts';
import { lastStamp } from '$lib/server/store/stamps.ts';
import type { RequestHandler } from './$types';

/** The store answers and the hub is open. */
export const GET: RequestHandler = () =>
	answer(async () => {
		await lastStamp(getApp().store.db);
		return { ready: true };
	});
