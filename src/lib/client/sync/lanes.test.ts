import { describe, expect, test } from 'vitest';
import type { OutboxRow } from '../mirror/rows.ts';
import { nextOfLanes, nextRelease } from './lanes.ts';

let n = 0;

function row(event: OutboxRow['event'], chatId: string, more: Partial<OutboxRow> = {}): OutboxRow {
	n += 1;
	const key = { 'message.read': `read:${chatId}`, 'chat.create': `create:${chatId}` }[
		event as 'message.read'
	];
	return {
		n,
		key: key ?? `${event}:${n}`,
		chatId,
		at: 0,
		holdUntil: 0,
		state: 'waiting',
		event,
		...more
	} as OutboxRow;
}

describe('the lanes', () => {
	test('let what needs no answer go together, and what needs one wait for it', () => {
		const create = row('chat.create', 'a');
		const rows = [create, row('message.send', 'a'), row('message.send', 'b'), row('message.edit', 'b')];
		const draft = row('draft.update', 'b');
		expect([...nextOfLanes([...rows, draft, row('message.send', 'b')], 0).values()]).toEqual([
			[create],
			[rows[2], rows[3], draft]
		]);
	});

	test('pass over a draft on hold and what was refused', () => {
		const held = row('draft.update', 'a', { holdUntil: 10 });
		const refused = row('message.send', 'a', { state: 'refused' });
		const send = row('message.send', 'a');
		expect([...nextOfLanes([held, refused, send], 9).values()]).toEqual([[send]]);
		expect([...nextOfLanes([held, refused, send], 10).values()]).toEqual([[held]]);
		expect(nextRelease([held, refused, send], 9)).toBe(10);
	});

	test('let nothing of a chat overtake a message that can still be taken back', () => {
		const first = row('message.send', 'a');
		const held = row('message.send', 'a', { holdUntil: 30_000 });
		const rows = [first, held, row('draft.update', 'a'), row('message.send', 'a')];
		const other = row('message.send', 'b');
		expect([...nextOfLanes([...rows, other], 0).values()]).toEqual([[first], [other]]);
		expect(nextRelease(rows, 0)).toBe(30_000);
	});

	test('do not let reading wait for anything', () => {
		const rows = [row('message.send', 'a'), row('message.read', 'a')];
		expect(nextOfLanes(rows, 0).size).toBe(2);
	});

	test('never wake for a text that waits for the person', () => {
		expect(nextRelease([row('draft.update', 'a', { holdUntil: Number.MAX_SAFE_INTEGER })], 0)).toBeNull();
	});
});
