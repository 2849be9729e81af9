import { getApp } from '$lib/server/app.ts';
import { removeFactor } from '$lib/server/auth/factors/remove-factor.ts';
import { proofShape } from '$lib/server/auth/factors/wishes.ts';
import { answer } from '$lib/server/http/answer.ts';
import { readJson } from '$lib/server/http/read-json.ts';
import { requireSession } from '$lib/server/http/require-session.ts';
import { parsePayload } from '$lib/protocol/parse-payload.ts';
import type { RequestHandler } from './$types';

const bodyBytesMax = 16 * 1024;

/** `{ password }` → `{}`: this passkey brings nobody in any more. */
export const DELETE: RequestHandler = (event) =>
	answer(async () => {
		const session = requireSession(event);
		const { password } = parsePayload(proofShape, await readJson(event.request, bodyBytesMax));
		const proof = { password, address: event.getClientAddress() };
		await removeFactor(getApp().auth, session, { passkeyId: event.params.id }, proof);
		return {};
	});
