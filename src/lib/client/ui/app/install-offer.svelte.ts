/** Chromium's event, which the DOM's types do not know. */
type InstallPrompt = Event & { prompt(): Promise<{ outcome: 'accepted' | 'dismissed' }> };

/** Whether this browser would install the app, and doing so. */
class InstallOffer {
	#prompt = $state.raw<InstallPrompt | null>(null);

	/** Begins to listen: the browser offers it once, soon after the page has loaded. */
	listen(): void {
		addEventListener('beforeinstallprompt', (event) => {
			// The browser's own banner would come unasked.
			event.preventDefault();
			this.#prompt = event as InstallPrompt;
		});
		addEventListener('appinstalled', () => (this.#prompt = null));
	}

	get open(): boolean {
		return this.#prompt !== null;
	}

	/** Lets the browser ask. Each offer can be taken up once. */
	async accept(): Promise<void> {
		const prompt = this.#prompt;
		this.#prompt = null;
		await prompt?.prompt();
	}
}

export const installOffer = new InstallOffer();
