import { redirect } from '@sveltejs/kit';
import { getApp } from '$lib/server/app.ts';
import { signUpShape } from '$lib/server/auth/credentials.ts';
import { signUp } from '$lib/server/auth/sign-up.ts';
import { formFailure, readFields } from '$lib/server/http/form-failure.ts';
import { visitorOf, welcome } from '$lib/server/http/visitor.ts';
import { hasUsers } from '$lib/server/store/users.ts';
import { parsePayload } from '$lib/protocol/parse-payload.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url }) => {
	const { store, config } = getApp();
	return {
		firstAccount: !(await hasUsers(store.db)),
		signup: config.signup,
		invite: url.searchParams.get('invite')
	};
};

export const actions: Actions = {
	default: async (event) => {
		const fields = await readFields(event.request);
		const { username = '', password = '', displayName = '' } = fields;
		const invite = fields.invite || event.url.searchParams.get('invite') || undefined;
		const firstAccount = !(await hasUsers(getApp().store.db));
		try {
			const wish = parsePayload(signUpShape, { username, password, displayName, invite });
			welcome(event, await signUp(getApp().auth, wish, visitorOf(event)));
		} catch (error) {
			return formFailure(error, { username, displayName });
		}
		redirect(303, firstAccount ? '/welcome' : '/');
	}
};
