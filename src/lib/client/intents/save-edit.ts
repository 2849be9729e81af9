import type { Document } from '../../protocol/document/document.ts';
import { commit } from '../mirror/commit.ts';
import type { Mirror } from '../mirror/mirror.ts';

/** Keeps the text of an edit that is being written. Resolves when the disk has it. */
export async function saveEdit(
	mirror: Mirror,
	{ messageId, chatId, content }: { messageId: string; chatId: string; content: Document }
): Promise<void> {
	await commit(mirror, () => mirror.edits.put({ messageId, chatId, content, updatedAt: Date.now() }));
}
