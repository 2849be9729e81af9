import { lossIsTold, lossToTell, type Loss } from '../mirror/mirror-mark.ts';

export type { Loss };

/** Whether the browser has removed an earlier mirror of this person, and what may have gone with it. */
export function findLoss(userId: string): Loss | null {
	return lossToTell(userId);
}

/** The person has read it. */
export function dismissLoss(userId: string): void {
	lossIsTold(userId);
}
