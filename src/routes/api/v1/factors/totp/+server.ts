import { getApp } from '$lib/server/app.ts';
import { beginTotp } from '$lib/server/auth/factors/begin-totp.ts';
import { confirmTotp } from '$lib/server/auth/factors/confirm-totp.ts';
import { removeFactor } from '$lib/server/auth/factors/remove-factor.ts';
import { firstCodeShape, proofShape } from '$lib/server/auth/factors/wishes.ts';
import { answer } from '$lib/server/http/answer.ts';
import { ownOrigin } from '$lib/server/http/own-origin.ts';
import { readJson } from '$lib/server/http/read-json.ts';
import { requireSession } from '$lib/server/http/require-session.ts';
import { setCookies } from '$lib/server/http/visitor.ts';
import { parsePayload } from '$lib/protocol/parse-payload.ts';
import type { RequestHandler } from './$types';

const bodyBytesMax = 16 * 1024;

/** `{ password }` → `{ secret, address }`: for the app; nothing is asked of anybody yet. */
export const POST: RequestHandler = (event) =>
	answer(async () => {
		const session = requireSession(event, ['factor']);
		const { password } = parsePayload(proofShape, await readJson(event.request, bodyBytesMax));
		const where = {
			address: event.getClientAddress(),
			host: new URL(ownOrigin(event)).host
		};
		return beginTotp(getApp().auth, session, password, where);
	});

/** `{ code }` → `{ recoveryCodes }`: from now on codes are asked for. */
export const PUT: RequestHandler = (event) =>
	answer(async () => {
		const session = requireSession(event, ['factor']);
		const { code } = parsePayload(firstCodeShape, await readJson(event.request, bodyBytesMax));
		const { recoveryCodes, cookie } = await confirmTotp(getApp().auth, session, code);
		setCookies(event, [cookie]);
		return { recoveryCodes };
	});

/** `{ password }` → `{}`: no code is asked for any more. */
export const DELETE: RequestHandler = (event) =>
	answer(async () => {
		const session = requireSession(event, ['factor']);
		const { password } = parsePayload(proofShape, await readJson(event.request, bodyBytesMax));
		const proof = { password, address: event.getClientAddress() };
		await removeFactor(getApp().auth, session, { totp: true }, proof);
		return {};
	});
