type Answer<Data> = { ok: true; data: Data } | { ok: false; error: unknown };

/** What an answer holds. @throws Error with the refusal. */
export function dataOf<Data>(answer: Answer<Data>): Data {
	if (!answer.ok) throw new Error(JSON.stringify(answer.error));
	return answer.data;
}

/** Somebody with an account: their id, and the cookie of a session. */
export type Account = { id: string; cookie: string };

/** Of all accounts. */
export const password = 'correct horse battery';

/** Makes an account on the server at `url`; all but the first need somebody who invites. @throws Error with the refusal. */
export async function signUp(url: string, username: string, inviter?: Account): Promise<Account> {
	const invite = inviter && (await post<{ token: string }>(url, '/api/v1/invites', {}, inviter.cookie)).data;
	const wish = { username, displayName: username, password };
	const made = await post<{ user: { id: string } }>(url, '/api/v1/users', {
		...wish,
		...(invite ? { invite: invite.token } : {})
	});
	return { id: made.data.user.id, cookie: made.cookie };
}

async function post<Data>(url: string, path: string, body: unknown, cookie?: string) {
	const headers = { 'content-type': 'application/json', origin: url, ...(cookie ? { cookie } : {}) };
	const response = await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
	const data = dataOf((await response.json()) as Answer<Data>);
	return { data, cookie: response.headers.getSetCookie()[0]?.split(';')[0] ?? '' };
}
