import { createSubscriber } from 'svelte/reactivity';

const subscribe = createSubscriber((update) => {
	const timer = setInterval(update, 60_000);
	return () => clearInterval(timer);
});

/** The present time; whoever shows it is shown anew every minute, so that "Today" turns into "Yesterday". */
export function now(): number {
	subscribe();
	return Date.now();
}
