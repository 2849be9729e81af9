import { getApp } from '$lib/server/app.ts';
import { addPasskey } from '$lib/server/auth/factors/add-passkey.ts';
import { beginPasskey } from '$lib/server/auth/factors/begin-passkey.ts';
import { passkeyShape, proofShape } from '$lib/server/auth/factors/wishes.ts';
import { answer } from '$lib/server/http/answer.ts';
import { ownOrigin } from '$lib/server/http/own-origin.ts';
import { readJson } from '$lib/server/http/read-json.ts';
import { requireSession } from '$lib/server/http/require-session.ts';
import { setCookies } from '$lib/server/http/visitor.ts';
import { parsePayload } from '$lib/protocol/parse-payload.ts';
import type { RequestHandler } from './$types';

const bodyBytesMax = 64 * 1024;

/** `{ password }` → what `navigator.credentials.create` takes, as JSON. */
export const POST: RequestHandler = (event) =>
	answer(async () => {
		const session = requireSession(event, ['factor']);
		const { password } = parsePayload(proofShape, await readJson(event.request, bodyBytesMax));
		const where = { address: event.getClientAddress(), origin: ownOrigin(event) };
		return beginPasskey(getApp().auth, session, password, where);
	});

/** `{ name, response }` → `{ recoveryCodes }`: the passkey that the browser has made brings its owner in from now on. */
export const PUT: RequestHandler = (event) =>
	answer(async () => {
		const session = requireSession(event, ['factor']);
		const wish = parsePayload(passkeyShape, await readJson(event.request, bodyBytesMax));
		const { recoveryCodes, cookie } = await addPasskey(getApp().auth, session, wish, ownOrigin(event));
		setCookies(event, [cookie]);
		return { recoveryCodes };
	});
