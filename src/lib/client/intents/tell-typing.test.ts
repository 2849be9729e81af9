import { expect, test } from 'vitest';
import type { Moment } from '../mirror/moment.ts';
import type { ChatRow } from '../mirror/rows.ts';
import { tellTyping } from './tell-typing.ts';

const group = {
	id: 'boats',
	draftOnly: false,
	removed: false,
	memberCount: 3,
	writers: 'all',
	myRole: 'member'
};

function toldIn(chat: Partial<ChatRow> | undefined): string[] {
	const told: string[] = [];
	const moment = { type: (chatId: string) => void told.push(chatId) } as unknown as Moment;
	tellTyping(moment, chat as ChatRow | undefined, true);
	return told;
}

test('the others of a chat are told', () => {
	expect(toldIn(group as Partial<ChatRow>)).toEqual(['boats']);
	expect(toldIn({ ...group, writers: 'admins', myRole: 'owner' })).toEqual(['boats']);
});

test.each([
	['that is not known here', undefined],
	['that has not begun', { ...group, draftOnly: true }],
	['that one was removed from', { ...group, removed: true }],
	['of oneself alone', { ...group, memberCount: 1 }],
	['where one may not write', { ...group, writers: 'admins' }]
])('nobody is told in a chat %s', (_, chat) => expect(toldIn(chat as Partial<ChatRow>)).toEqual([]));
