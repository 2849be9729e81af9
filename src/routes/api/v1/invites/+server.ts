import { getApp } from '$lib/server/app.ts';
import { createInvite, inviteShape } from '$lib/server/auth/invites.ts';
import { answer } from '$lib/server/http/answer.ts';
import { readJson } from '$lib/server/http/read-json.ts';
import { requireSession } from '$lib/server/http/require-session.ts';
import { parsePayload } from '$lib/protocol/parse-payload.ts';
import type { RequestHandler } from './$types';

const bodyBytesMax = 16 * 1024;

export const POST: RequestHandler = (event) =>
	answer(async () => {
		const { auth } = getApp();
		const { user } = requireSession(event);
		const wish = parsePayload(inviteShape, await readJson(event.request, bodyBytesMax));
		const { token, expiresAt } = await createInvite(auth, user, wish);
		// Behind the #: no server, log or proxy on the way sees it (RFC 3986, 3.5).
		return { token, url: `${event.url.origin}/signup#invite=${token}`, expiresAt };
	});
