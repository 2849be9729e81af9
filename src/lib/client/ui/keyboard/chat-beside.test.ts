import { expect, test } from 'vitest';
import { chatBeside } from './chat-beside.ts';

const chats = [
	{ id: 'a', unread: 0, archived: false },
	{ id: 'b', unread: 2, archived: false },
	{ id: 'old', unread: 9, archived: true },
	{ id: 'c', unread: 0, archived: false },
	{ id: 'd', unread: 1, archived: false }
];
const down = { step: 1, unread: false } as const;
const up = { step: -1, unread: false } as const;

test('goes down and up the list past archived chats, and round its ends', () => {
	expect(chatBeside(chats, 'b', down)).toBe('c');
	expect(chatBeside(chats, 'c', up)).toBe('b');
	expect(chatBeside(chats, 'd', down)).toBe('a');
	expect(chatBeside(chats, 'a', up)).toBe('d');
});

test('begins at the first or the last where no chat is open', () => {
	expect(chatBeside(chats, undefined, down)).toBe('a');
	expect(chatBeside(chats, undefined, up)).toBe('d');
});

test('goes on from an archived chat that is open', () => {
	expect(chatBeside(chats, 'old', down)).toBe('c');
});

test('stops at unread chats alone when asked to, and nowhere when there is none', () => {
	expect(chatBeside(chats, 'b', { step: 1, unread: true })).toBe('d');
	expect(chatBeside(chats, 'b', { step: -1, unread: true })).toBe('d');
	expect(chatBeside([{ id: 'a', unread: 3, archived: false }], 'a', { step: 1, unread: true })).toBeNull();
	expect(chatBeside([], undefined, up)).toBeNull();
});
