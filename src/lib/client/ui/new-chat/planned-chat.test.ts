import { expect, test } from 'vitest';
import { plannedChat } from './planned-chat.ts';

test.each([
	['oneself', ['me'], 'self', []],
	['one other', ['ana'], 'direct', ['ana']],
	['oneself and one other', ['me', 'ana'], 'direct', ['ana']],
	['two others', ['ana', 'ben'], 'group', ['ana', 'ben']],
	['oneself and two others', ['ana', 'me', 'ben'], 'group', ['ana', 'ben']]
] as const)('with %s', (_, chosen, kind, memberIds) => {
	expect(plannedChat('me', chosen)).toEqual({ kind, memberIds });
});
