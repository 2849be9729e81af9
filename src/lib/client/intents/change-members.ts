import { newId } from '../../protocol/ids.ts';
import type { Mirror } from '../mirror/mirror.ts';
import type { MemberChange } from '../mirror/rows.ts';

/**
 * Asks sync for a change of a chat that the server alone decides, now: it is not kept for later. Answers the id under
 * which `MemberRequest` tells what became of it.
 */
export async function changeMembers(mirror: Mirror, change: MemberChange): Promise<string> {
	const id = `change:${newId()}`;
	const { chatId } = change.payload;
	await mirror.requests.put({
		id,
		tab: mirror.tab,
		at: Date.now(),
		kind: 'change',
		chatId,
		state: 'waiting',
		...change
	});
	return id;
}
