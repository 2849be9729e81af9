import { getApp } from '$lib/server/app.ts';
import { changePassword, passwordShape } from '$lib/server/auth/change-password.ts';
import { answer } from '$lib/server/http/answer.ts';
import { readJson } from '$lib/server/http/read-json.ts';
import { requireSession } from '$lib/server/http/require-session.ts';
import { parsePayload } from '$lib/protocol/parse-payload.ts';
import type { RequestHandler } from './$types';

const bodyBytesMax = 16 * 1024;

/** `{ password, newPassword }` → `{ ended }`: so many sessions elsewhere ended with the old one. */
export const POST: RequestHandler = (event) =>
	answer(async () => {
		const session = requireSession(event);
		const wish = parsePayload(passwordShape, await readJson(event.request, bodyBytesMax));
		return { ended: await changePassword(getApp().auth, session, wish, event.getClientAddress()) };
	});
