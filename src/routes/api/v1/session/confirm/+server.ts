import { getApp } from '$lib/server/app.ts';
import { confirmationShape, confirmSession } from '$lib/server/auth/confirm-session.ts';
import { answer } from '$lib/server/http/answer.ts';
import { readJson } from '$lib/server/http/read-json.ts';
import { requireSession } from '$lib/server/http/require-session.ts';
import { setCookies, visitorOf } from '$lib/server/http/visitor.ts';
import { parsePayload } from '$lib/protocol/parse-payload.ts';
import type { RequestHandler } from './$types';

const bodyBytesMax = 16 * 1024;

/** `{ code }` of who has a second factor, else `{ password }` → `{}`: it is still the same person on this device. */
export const POST: RequestHandler = (event) =>
	answer(async () => {
		const session = requireSession(event, ['code', 'password']);
		const wish = parsePayload(confirmationShape, await readJson(event.request, bodyBytesMax));
		setCookies(event, [await confirmSession(getApp().auth, session, wish, visitorOf(event))]);
		return {};
	});
