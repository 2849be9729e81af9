import type { Document } from '../../protocol/document/document.ts';
import { isBlank } from '../../protocol/document/plain-text.ts';
import { newId } from '../../protocol/ids.ts';
import { chatNow } from '../mirror/chat-now.ts';
import { commit } from '../mirror/commit.ts';
import { putDraftSave } from '../mirror/put-draft-save.ts';
import type { Mirror } from '../mirror/mirror.ts';

export type DraftSave = {
	chatId: string;
	/** `null` or blank deletes the draft. */
	content: Document | null;
	replyTo: string | null;
	/** How long sync may wait for more before it sends this; 0 = at once. */
	holdMs: number;
	/**
	 * The `mutationId` of the row that the editor shows: what it last saved or took over. If the row is another by now,
	 * that one's text goes into the history before this save takes its place.
	 */
	replaces?: string | null;
	/** The id under which the row and the server are to know it; a new one where none is given. */
	mutationId?: string;
};

/** Saves the text of the box. Resolves when the disk has it, with the id under which the row and the server know it. */
export async function saveDraft(mirror: Mirror, save: DraftSave): Promise<{ mutationId: string }> {
	const { mutationId = newId() } = save;
	const content = save.content && !isBlank(save.content) ? save.content : null;
	await commit(mirror, async () => {
		// The box may not know yet that its chat has moved.
		const chatId = await chatNow(mirror, save.chatId);
		await putDraftSave(mirror, { ...save, chatId, content, mutationId });
	});
	return { mutationId };
}
