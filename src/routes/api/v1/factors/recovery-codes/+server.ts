import { getApp } from '$lib/server/app.ts';
import { renewRecoveryCodes } from '$lib/server/auth/factors/renew-recovery-codes.ts';
import { proofShape } from '$lib/server/auth/factors/wishes.ts';
import { answer } from '$lib/server/http/answer.ts';
import { readJson } from '$lib/server/http/read-json.ts';
import { requireSession } from '$lib/server/http/require-session.ts';
import { parsePayload } from '$lib/protocol/parse-payload.ts';
import type { RequestHandler } from './$types';

const bodyBytesMax = 16 * 1024;

/** `{ password }` → `{ recoveryCodes }`: ten new ones, shown this once. */
export const POST: RequestHandler = (event) =>
	answer(async () => {
		const session = requireSession(event);
		const { password } = parsePayload(proofShape, await readJson(event.request, bodyBytesMax));
		const address = event.getClientAddress();
		return { recoveryCodes: await renewRecoveryCodes(getApp().auth, session, password, address) };
	});
