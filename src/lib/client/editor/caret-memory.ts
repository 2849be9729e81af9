/** A place in a document, in ProseMirror's positions; `from` = `to` for a mere caret. */
export type Caret = { from: number; to: number };

const key = (chatId: string) => `inkling.caret.${chatId}`;

/** Where the cursor stood in a chat's box in this tab, or null when that is not known. */
export function recallCaret(chatId: string): Caret | null {
	const [from, to] = (sessionStorage.getItem(key(chatId)) ?? '').split(' ').map(Number);
	return from !== undefined && to !== undefined ? { from, to } : null;
}

/** Keeps the cursor's place for as long as the tab lives. */
export function rememberCaret(chatId: string, { from, to }: Caret): void {
	try {
		sessionStorage.setItem(key(chatId), `${from} ${to}`);
	} catch {
		// A full or forbidden storage costs the cursor's place and nothing else.
	}
}
