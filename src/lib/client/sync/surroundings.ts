import { lead, type LeadersWork } from './lead.ts';
import { pause } from './pause.ts';

/** What sync hears of the browser around it. A test gives its own. */
export type Surroundings = {
	/** Calls when it is worth trying again at once: the network is back, or the page is looked at. */
	onWake: (listener: () => void) => () => void;
	/** Calls when the network is gone. */
	onOffline: (listener: () => void) => () => void;
	/** Calls when the person does something in this tab, opening it included. */
	onInput: (listener: () => void) => () => void;
	isVisible: () => boolean;
	/** Resolves when the page has a moment to spare, after a second at the latest, or when `signal` aborts. */
	whenIdle: (signal: AbortSignal) => Promise<void>;
	/** Runs `work` while no other tab runs it; waits for that until `signal` aborts. */
	lead: (name: string, signal: AbortSignal, work: LeadersWork) => Promise<void>;
};

const idleWithinMs = 1_000;
const soonMs = 100;

const inputs = ['pointerdown', 'pointermove', 'wheel', 'keydown', 'input'] as const;

/** The browser itself. */
export const browser: Surroundings = {
	onWake: (listener) => {
		const seen = () => document.visibilityState === 'visible' && listener();
		document.addEventListener('visibilitychange', seen);
		window.addEventListener('online', listener);
		return () => {
			document.removeEventListener('visibilitychange', seen);
			window.removeEventListener('online', listener);
		};
	},
	onOffline: (listener) => {
		window.addEventListener('offline', listener);
		return () => window.removeEventListener('offline', listener);
	},
	onInput: (listener) => {
		const seen = () => document.visibilityState === 'visible' && listener();
		for (const name of inputs) window.addEventListener(name, listener, { capture: true, passive: true });
		document.addEventListener('visibilitychange', seen);
		seen();
		return () => {
			for (const name of inputs) window.removeEventListener(name, listener, { capture: true });
			document.removeEventListener('visibilitychange', seen);
		};
	},
	isVisible: () => document.visibilityState === 'visible',
	whenIdle: (signal) =>
		// Safari has no such moments: soon must do there.
		'requestIdleCallback' in window
			? pause(idleWithinMs, signal, (listener) => {
					const id = requestIdleCallback(listener);
					return () => cancelIdleCallback(id);
				})
			: pause(soonMs, signal),
	lead
};
