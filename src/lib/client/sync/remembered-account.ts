import type { Account } from '../mirror/account.ts';

const key = 'inkling.account';

/** Who was signed in on this browser last, or `null`. */
export function rememberedAccount(): Account | null {
	const text = localStorage.getItem(key);
	if (text === null) return null;
	try {
		const account = JSON.parse(text) as Account;
		return typeof account.user.id === 'string' && typeof account.device.id === 'string' ? account : null;
	} catch {
		// Written by something else: as good as nothing.
		return null;
	}
}

/** So that the app opens offline, the next time too. */
export function rememberAccount(account: Account) {
	localStorage.setItem(key, JSON.stringify(account));
}

export function forgetAccount() {
	localStorage.removeItem(key);
}
