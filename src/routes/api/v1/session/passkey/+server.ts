import { getApp } from '$lib/server/app.ts';
import { beginPasskeySignIn } from '$lib/server/auth/factors/begin-passkey-sign-in.ts';
import { assertionShape } from '$lib/server/auth/factors/passkey-shapes.ts';
import { signInWithPasskey } from '$lib/server/auth/factors/sign-in-with-passkey.ts';
import { answer } from '$lib/server/http/answer.ts';
import { ownOrigin } from '$lib/server/http/own-origin.ts';
import { readJson } from '$lib/server/http/read-json.ts';
import { visitorOf, welcome } from '$lib/server/http/visitor.ts';
import { parsePayload } from '$lib/protocol/parse-payload.ts';
import type { RequestHandler } from './$types';

const bodyBytesMax = 64 * 1024;

/** `{}` → what `navigator.credentials.get` takes, as JSON. */
export const POST: RequestHandler = (event) =>
	answer(() =>
		beginPasskeySignIn(getApp().auth, {
			address: event.getClientAddress(),
			origin: ownOrigin(event)
		})
	);

/** A passkey's answer as the browser tells it → `{ user, device }`, signed in. */
export const PUT: RequestHandler = (event) =>
	answer(async () => {
		const response = parsePayload(assertionShape, await readJson(event.request, bodyBytesMax));
		const visitor = visitorOf(event);
		return welcome(event, await signInWithPasskey(getApp().auth, response, visitor, ownOrigin(event)));
	});
