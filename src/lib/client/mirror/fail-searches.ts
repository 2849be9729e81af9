import type { Mirror } from './mirror.ts';
import type { RequestRow } from './rows.ts';

/**
 * Tells those who wait for the server that it cannot be asked now. Lists are asked for again at the next connection; what
 * was to be changed is not.
 */
export async function failSearches(mirror: Mirror): Promise<void> {
	await mirror.requests
		.filter((row) => row.state === 'waiting' && row.kind in words)
		.modify((row: RequestRow) => {
			if (row.kind !== 'search' && row.kind !== 'members' && row.kind !== 'change') return;
			row.state = 'failed';
			row.error = words[row.kind];
		});
}

const words = {
	search: 'You are offline: only people known on this device are found.',
	members: 'You are offline: only people known on this device are shown.',
	change: 'You are offline. This can be changed when the server can be reached.'
};
