import { version } from '$app/environment';

/**
 * Says, for as long as this tab lives, which version of the app it runs: the service worker keeps that version's code
 * till then. A lock tells it also of a frozen tab, and goes with a crashed one. Resolves when it has been said.
 */
export async function holdVersion(): Promise<void> {
	// Over plain http there are no locks, and no service worker either.
	if (!('locks' in navigator)) return;
	await new Promise<void>((resolve) => {
		const hold = () => {
			resolve();
			return new Promise(() => {});
		};
		void navigator.locks.request(`inkling-app-${version}`, { mode: 'shared' }, hold);
	});
}
