import { refuse, type Refusal } from '../../../protocol/errors.ts';

/** The refusal for members of a chat of announcements. */
export function refuseWriting(): Refusal {
	return refuse('forbidden', 'Only admins write in this chat. Nothing was changed.');
}
