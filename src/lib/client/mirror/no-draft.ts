import type { DraftRow } from './rows.ts';

/** The row of a chat whose draft was never heard of. */
export function noDraft(chatId: string): DraftRow {
	return {
		chatId,
		content: null,
		replyTo: null,
		version: 0,
		mutationId: null,
		deviceId: null,
		updatedAt: 0,
		deleted: true,
		unsynced: false,
		rev: 0,
		sentMutationIds: []
	};
}
