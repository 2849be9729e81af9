import { browser } from '$app/environment';
import { updated } from '$app/state';
import { installWorker } from './install-worker.ts';

/** Whether a newer version of the app than this tab's is ready on this device. */
class AppUpdate {
	/** Over plain http there is no service worker, and nothing is stored before it is needed. */
	readonly #stores = browser && 'serviceWorker' in navigator;
	#stored = $state(false);

	/** Begins to follow the service worker, and has it installed where it is not yet. */
	async listen(): Promise<void> {
		if (!this.#stores) return;
		void installWorker();
		const registration = await navigator.serviceWorker.ready;
		registration.addEventListener('updatefound', () => {
			const { installing } = registration;
			installing?.addEventListener('statechange', () => {
				if (installing.state === 'installed') void this.check();
			});
		});
		await this.check();
	}

	/** The server has another version than this tab, and its code is on this device. */
	get ready(): boolean {
		return updated.current && (this.#stored || !this.#stores);
	}

	/** Looks for a newer version. Worth it after each connection, since a server that was updated was restarted. */
	async check(): Promise<void> {
		const registration = this.#stores ? await navigator.serviceWorker.getRegistration() : undefined;
		// What went wrong without a network is tried again.
		if (this.#stores) void installWorker();
		// Without a network it fails, and the next connection looks again.
		await Promise.allSettled([registration?.update(), updated.check()]);
		if (!registration) return;
		this.#stored = registration.waiting !== null;
		// Tabs have come or gone: it drops the code that none of them runs.
		registration.active?.postMessage('look');
	}
}

export const appUpdate = new AppUpdate();
