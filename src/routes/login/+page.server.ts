import { redirect } from '@sveltejs/kit';
import { getApp } from '$lib/server/app.ts';
import { signInShape } from '$lib/server/auth/credentials.ts';
import { signIn } from '$lib/server/auth/sign-in.ts';
import { formFailure, readFields } from '$lib/server/http/form-failure.ts';
import { visitorOf, welcome } from '$lib/server/http/visitor.ts';
import { hasUsers } from '$lib/server/store/users.ts';
import { parsePayload } from '$lib/protocol/parse-payload.ts';
import type { Actions, PageServerLoad } from './$types';

/** Nobody can sign in before the first account: then the page that makes it is shown. */
export const load: PageServerLoad = async () => {
	const { store, config } = getApp();
	if (!(await hasUsers(store.db))) redirect(303, '/signup');
	return { firstAccount: false, signupOpen: config.signup === 'open', invite: null };
};

export const actions: Actions = {
	default: async (event) => {
		const fields = await readFields(event.request);
		try {
			const { username = '', password = '', code } = fields;
			const wish = parsePayload(signInShape, { username, password, ...(code === undefined ? {} : { code }) });
			welcome(event, await signIn(getApp().auth, wish, visitorOf(event)));
		} catch (error) {
			const asksCode = fields.code !== undefined;
			return formFailure(error, { username: fields.username ?? '', asksCode });
		}
		redirect(303, '/');
	}
};
