import { getApp } from '$lib/server/app.ts';
import { resetPassword, resetShape } from '$lib/server/auth/reset-password.ts';
import { answer } from '$lib/server/http/answer.ts';
import { readJson } from '$lib/server/http/read-json.ts';
import { parsePayload } from '$lib/protocol/parse-payload.ts';
import type { RequestHandler } from './$types';

const bodyBytesMax = 16 * 1024;

/** `{ token, newPassword }` → `{}`: for who was sent a link; they sign in with it afterwards. */
export const POST: RequestHandler = (event) =>
	answer(async () => {
		const wish = parsePayload(resetShape, await readJson(event.request, bodyBytesMax));
		await resetPassword(getApp().auth, wish, event.getClientAddress());
		return {};
	});
