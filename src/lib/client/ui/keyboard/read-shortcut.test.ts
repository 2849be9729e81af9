import { expect, test } from 'vitest';
import { readShortcut } from './read-shortcut.ts';

const none = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

test.each([
	[{ key: 'k', ctrlKey: true }, 'palette'],
	[{ key: 'K', metaKey: true }, 'palette'],
	[{ key: 'k', ctrlKey: true, shiftKey: true }, null],
	[{ key: 'ArrowDown', altKey: true }, 'next-chat'],
	[{ key: 'ArrowUp', altKey: true }, 'previous-chat'],
	[{ key: 'ArrowDown', altKey: true, shiftKey: true }, 'next-unread'],
	[{ key: 'ArrowUp', altKey: true, shiftKey: true }, 'previous-unread'],
	[{ key: 'ArrowDown' }, null],
	[{ key: '?', shiftKey: true }, 'shortcuts'],
	[{ key: '?', ctrlKey: true }, null],
	[{ key: 'x' }, null]
])('%o is %s', (pressed, shortcut) => {
	expect(readShortcut({ ...none, ...pressed }, false)).toBe(shortcut);
});

test('a question mark that is being written is only that, and the other shortcuts work there too', () => {
	expect(readShortcut({ ...none, key: '?' }, true)).toBeNull();
	expect(readShortcut({ ...none, key: 'k', ctrlKey: true }, true)).toBe('palette');
	expect(readShortcut({ ...none, key: 'ArrowUp', altKey: true }, true)).toBe('previous-chat');
});
