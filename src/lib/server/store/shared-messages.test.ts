import { expect, test } from 'vitest';
import type { Message } from '../../protocol/entities.ts';
import { openShared } from './shared-messages.ts';

const message = (seq: number) => ({ id: `m${seq}`, seq, content: { type: 'doc' } }) as unknown as Message;

test('whoever asks for the same rows gets the same messages, each time anew, and nobody opens them a third time', async () => {
	const rows = [{ seq: 1 }, { seq: 2 }];
	let opened = 0;
	const open = async (those: readonly { seq: number }[]) => {
		opened++;
		return those.map(({ seq }) => message(seq));
	};
	const answers = [];
	for (let n = 0; n < 4; n++) answers.push(await openShared(rows, open));
	for (const answer of answers) expect(answer).toEqual([message(1), message(2)]);
	expect(new Set(answers).size).toBe(4);
	expect(opened).toBe(2);
	expect(await openShared([{ seq: 3 }, { seq: 4 }], open)).toEqual([message(3), message(4)]);
	expect(opened).toBe(3);
});

test('where rows cannot be opened nothing is remembered of them', async () => {
	const rows = [{ seq: 1 }, { seq: 2 }];
	const fails = () => Promise.reject(new Error('no key'));
	await expect(openShared(rows, fails)).rejects.toThrow('no key');
	await expect(openShared(rows, fails)).rejects.toThrow('no key');
	expect(await openShared(rows, async () => [message(1), message(2)])).toHaveLength(2);
});
