import { getApp } from '$lib/server/app.ts';
import { signInShape } from '$lib/server/auth/credentials.ts';
import { signIn } from '$lib/server/auth/sign-in.ts';
import { signOut } from '$lib/server/auth/sign-out.ts';
import { answer } from '$lib/server/http/answer.ts';
import { readJson } from '$lib/server/http/read-json.ts';
import { requireSession } from '$lib/server/http/require-session.ts';
import { setCookies, visitorOf, welcome } from '$lib/server/http/visitor.ts';
import { permissionsOf } from '$lib/server/policies/server-policies.ts';
import { toUser } from '$lib/server/store/users.ts';
import { parsePayload } from '$lib/protocol/parse-payload.ts';
import type { RequestHandler } from './$types';

const bodyBytesMax = 16 * 1024;

export const GET: RequestHandler = (event) =>
	answer(async () => {
		const { token } = event.locals;
		const { user } = token ?? requireSession(event);
		// A program is on no device: its token stands for one.
		const { id, name } = token ?? requireSession(event).device;
		return {
			user: toUser(user),
			device: { id, name },
			role: user.role,
			permissions: permissionsOf(user.role)
		};
	});

export const POST: RequestHandler = (event) =>
	answer(async () => {
		const wish = parsePayload(signInShape, await readJson(event.request, bodyBytesMax));
		return welcome(event, await signIn(getApp().auth, wish, visitorOf(event)));
	});

export const DELETE: RequestHandler = (event) =>
	answer(async () => {
		const { id } = requireSession(event, ['code', 'password', 'factor']);
		setCookies(event, [await signOut(getApp().auth, id)]);
		return {};
	});
