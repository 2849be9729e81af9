import type { Mirror } from '../mirror/mirror.ts';
import { goFrom } from '../mirror/go-from.ts';

/** Leaves a group, at once on this device. The last owner is refused by the server; then the chat is shown again. */
export function leaveChat(mirror: Mirror, chatId: string): Promise<void> {
	return goFrom(mirror, chatId, () => ({
		key: `leave:${chatId}`,
		event: 'chat.leave',
		payload: { chatId }
	}));
}
