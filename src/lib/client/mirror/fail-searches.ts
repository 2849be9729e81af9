import type { Mirror } from './mirror.ts';

/** Tells the searches that wait that the server cannot be asked now; they are asked again at the next connection. */
export async function failSearches(mirror: Mirror): Promise<void> {
	await mirror.requests
		.filter((row) => row.kind === 'search' && row.state === 'waiting')
		.modify((row) => {
			if (row.kind !== 'search') return;
			row.state = 'failed';
			row.error = 'You are offline: only people known on this device are found.';
		});
}
