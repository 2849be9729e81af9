import { getApp } from '$lib/server/app.ts';
import { endSessionsOn } from '$lib/server/auth/end-sessions.ts';
import { answer } from '$lib/server/http/answer.ts';
import { requireSession } from '$lib/server/http/require-session.ts';
import type { RequestHandler } from './$types';

/** Signs this person out on one device: `{ ended }` sessions. */
export const DELETE: RequestHandler = (event) =>
	answer(async () => {
		const { user } = requireSession(event);
		return { ended: await endSessionsOn(getApp().auth, user.id, event.params.deviceId) };
	});
