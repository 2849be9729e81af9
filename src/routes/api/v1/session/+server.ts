import { getApp } from '$lib/server/app.ts';
import { lockRefusal } from '$lib/server/auth/find-lock.ts';
import { signInShape } from '$lib/server/auth/credentials.ts';
import { signIn } from '$lib/server/auth/sign-in.ts';
import { signOut } from '$lib/server/auth/sign-out.ts';
import { answer } from '$lib/server/http/answer.ts';
import { readJson } from '$lib/server/http/read-json.ts';
import { requireSession } from '$lib/server/http/require-session.ts';
import { setCookies, visitorOf, welcome } from '$lib/server/http/visitor.ts';
import { permissionsOf } from '$lib/server/policies/server-policies.ts';
import { toUser, type UserRow } from '$lib/server/store/users.ts';
import { parsePayload } from '$lib/protocol/parse-payload.ts';
import type { RequestHandler } from './$types';

const bodyBytesMax = 16 * 1024;

/** Who has just signed in and has to set up a second factor learns as whom: it is all that a browser knows of them. */
export const GET: RequestHandler = (event) =>
	answer(async () => {
		const { token, lock } = event.locals;
		if (token) return accountOf(token.user, token);
		const { user, device } = requireSession(event, ['factor']);
		const account = accountOf(user, device);
		if (lock !== null) throw lockRefusal(lock, account);
		return account;
	});

/** A program is on no device: its token stands for one. */
function accountOf(user: UserRow, { id, name }: { id: string; name: string }) {
	const { role } = user;
	return { user: toUser(user), device: { id, name }, role, permissions: permissionsOf(role) };
}

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
