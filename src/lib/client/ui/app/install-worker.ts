import { dev } from '$app/environment';

/** A part of https://w3c.github.io/trusted-types, which TypeScript's DOM does not know. */
type TrustedTypes = {
	createPolicy(
		name: string,
		rules: { createScriptURL: (url: string) => string }
	): { createScriptURL(url: string): string };
};

const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
const policy = trustedTypes?.createPolicy('inkling-worker', { createScriptURL: (url) => url });

const address = '/service-worker.js';

/**
 * Has the browser put the app on this device, unless it is there: once the page has loaded, since it would fetch the same
 * files. Where that cannot be now, because the network went or the browser keeps nothing, nothing happens.
 */
export async function installWorker(): Promise<void> {
	await loaded();
	const registration = await navigator.serviceWorker.getRegistration();
	if (registration?.active || registration?.waiting) return;
	// One that began before may have lost the network on its way.
	if (registration?.installing && (await succeeds(registration.installing))) return;
	const script = policy?.createScriptURL(address) ?? address;
	await navigator.serviceWorker.register(script, { type: dev ? 'module' : 'classic' }).catch(() => null);
}

function loaded(): Promise<unknown> {
	if (document.readyState === 'complete') return Promise.resolve();
	return new Promise((resolve) => addEventListener('load', resolve, { once: true }));
}

function succeeds(worker: ServiceWorker): Promise<boolean> {
	return new Promise((resolve) => {
		const look = () => {
			if (worker.state !== 'installing') resolve(worker.state !== 'redundant');
		};
		worker.addEventListener('statechange', look);
		look();
	});
}
