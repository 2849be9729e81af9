import { getApp } from '$lib/server/app.ts';
import { signUpShape } from '$lib/server/auth/credentials.ts';
import { signUp } from '$lib/server/auth/sign-up.ts';
import { answer } from '$lib/server/http/answer.ts';
import { readJson } from '$lib/server/http/read-json.ts';
import { visitorOf, welcome } from '$lib/server/http/visitor.ts';
import { parsePayload } from '$lib/protocol/parse-payload.ts';
import type { RequestHandler } from './$types';

const bodyBytesMax = 16 * 1024;

export const POST: RequestHandler = (event) =>
	answer(async () => {
		const wish = parsePayload(signUpShape, await readJson(event.request, bodyBytesMax));
		return welcome(event, await signUp(getApp().auth, wish, visitorOf(event)));
	});
