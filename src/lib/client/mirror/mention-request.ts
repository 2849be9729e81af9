import type { Mirror } from './mirror.ts';

/** Where a tab's search for people to mention stands; apart from the list of members that may be on the screen as well. */
export function mentionRequestOf(mirror: Mirror): string {
	return `mention:${mirror.tab}`;
}
