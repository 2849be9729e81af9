/** What a key does wherever the focus is. */
export type Shortcut =
	'palette' | 'shortcuts' | 'next-chat' | 'previous-chat' | 'next-unread' | 'previous-unread';

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** The shortcut that a key press means, or `null`. `writing`: the key would write into a field. */
export function readShortcut(pressed: Pressed, writing: boolean): Shortcut | null {
	const { key, altKey, shiftKey } = pressed;
	const command = pressed.ctrlKey || pressed.metaKey;
	if (command) return !altKey && !shiftKey && key.toLowerCase() === 'k' ? 'palette' : null;
	if (altKey) return walks[`${shiftKey ? 'Shift+' : ''}${key}`] ?? null;
	return key === '?' && !writing ? 'shortcuts' : null;
}

/** With Alt. */
const walks: Record<string, Shortcut> = {
	ArrowDown: 'next-chat',
	ArrowUp: 'previous-chat',
	'Shift+ArrowDown': 'next-unread',
	'Shift+ArrowUp': 'previous-unread'
};
