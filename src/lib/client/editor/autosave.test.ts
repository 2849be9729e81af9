import { beforeEach, describe, expect, it } from 'vitest';
import type { Document } from '../../protocol/document/document.ts';
import { Autosave, type Snapshot } from './autosave.ts';

type Save = Snapshot & {
	holdMs: number;
	replaces: string | null;
	mutationId: string;
	at: number;
	settle(outcome?: Error): Promise<void>;
};

let time: number;
let timers: { at: number; run: () => void }[];
let saves: Save[];
let letGo: string[];
let text: string;
let autosave: Autosave;

const clock = {
	now: () => time,
	after(ms: number, run: () => void) {
		const timer = { at: time + ms, run };
		timers.push(timer);
		return () => void (timers = timers.filter((other) => other !== timer));
	}
};

function passTo(at: number) {
	for (;;) {
		const due = timers.filter((timer) => timer.at <= at).sort((a, b) => a.at - b.at)[0];
		if (!due) break;
		timers = timers.filter((timer) => timer !== due);
		time = due.at;
		due.run();
	}
	time = at;
}

const turn = async () => {
	for (let i = 0; i < 10; i++) await Promise.resolve();
};

function paragraph(words: string): Document {
	return { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: words }] }] };
}

function type(words: string, at: number) {
	passTo(at);
	text = words;
	autosave.touch();
}

beforeEach(() => {
	time = 0;
	timers = [];
	saves = [];
	letGo = [];
	text = '';
	autosave = new Autosave(
		{
			read: () => ({ content: text === '' ? null : paragraph(text), replyTo: null }),
			save(snapshot) {
				return new Promise((resolve, reject) => {
					const mutationId = `m${saves.length + 1}`;
					const settle = (error?: Error) => {
						if (error) reject(error);
						else resolve({ mutationId });
						return turn();
					};
					saves.push({ ...snapshot, at: time, settle });
				});
			},
			letGo: async (mutationId) => void letGo.push(mutationId),
			changed: () => undefined,
			clock
		},
		'before'
	);
});

describe('Autosave', () => {
	it('saves on the device 300 ms after the first key, and holds it for what is left of the pause', async () => {
		type('a', 0);
		type('ab', 200);
		passTo(300);
		await turn();
		expect(saves).toMatchObject([{ at: 300, content: paragraph('ab'), holdMs: 600 }]);
		expect(autosave.state.kind).toBe('saving');
		await saves[0]?.settle();
		expect(autosave.state).toEqual({ kind: 'kept', mutationId: 'm1', blank: false });
	});

	it('lets the text go to the server 3 s after the first key at the latest', async () => {
		for (let at = 0; at <= 2_900; at += 100) {
			type(`key ${at}`, at);
			await turn();
			await saves.at(-1)?.settle();
		}
		expect(Math.max(...saves.map((save) => save.at + save.holdMs))).toBe(3_000);
		expect(saves.at(-1)?.holdMs).toBeLessThan(500);
	});

	it('keeps saying "saving" when a key came while the disk was busy, and saves that too', async () => {
		type('a', 0);
		passTo(300);
		await turn();
		type('ab', 310);
		await saves[0]?.settle();
		expect(autosave.state.kind).toBe('saving');
		passTo(610);
		await turn();
		await saves[1]?.settle();
		expect(saves[1]?.content).toEqual(paragraph('ab'));
		expect(autosave.state).toMatchObject({ kind: 'kept', mutationId: 'm2' });
	});

	it('saves at once without holding when it is flushed', async () => {
		type('a', 0);
		passTo(10);
		void autosave.flush();
		await turn();
		expect(saves).toMatchObject([{ at: 10, holdMs: 0 }]);
		expect(timers).toEqual([]);
	});

	it('frees what is kept but still held when it is flushed, and does nothing when nothing is held', async () => {
		type('a', 0);
		passTo(300);
		await turn();
		await saves[0]?.settle();
		passTo(400);
		void autosave.flush();
		await turn();
		expect(letGo).toEqual(['m1']);
		passTo(2_000);
		await autosave.flush();
		expect(letGo).toEqual(['m1']);
		expect(saves).toHaveLength(1);
	});

	it('never has two saves on the way, so that the older cannot land last', async () => {
		type('a', 0);
		passTo(300);
		type('ab', 300);
		void autosave.flush();
		await turn();
		expect(saves).toHaveLength(1);
		await saves[0]?.settle();
		expect(saves.map((save) => save.content)).toEqual([paragraph('a'), paragraph('ab')]);
		expect(saves.map((save) => save.replaces)).toEqual(['before', 'm1']);
	});

	it('does not save a text that was released, and sends it after the save that is on its way', async () => {
		type('a', 0);
		passTo(300);
		await turn();
		type('ab', 310);
		autosave.release(null);
		const order: string[] = [];
		void autosave.after(async () => order.push('sent'));
		await turn();
		expect(order).toEqual([]);
		await saves[0]?.settle();
		expect(order).toEqual(['sent']);
		passTo(10_000);
		await turn();
		expect(saves).toHaveLength(1);
		expect(autosave.state.kind).toBe('untouched');
	});

	it('says that the device refused, keeps the text from being replaced, and tries again', async () => {
		type('a', 0);
		passTo(300);
		await turn();
		await saves[0]?.settle(new Error('quota'));
		expect(autosave.state.kind).toBe('refused');
		expect(autosave.msUntilIdle(2_000)).toBe(Infinity);
		passTo(5_300);
		await turn();
		await saves[1]?.settle();
		expect(autosave.state.kind).toBe('kept');
	});

	it('knows its own echoes, and a deletion of its latest text by another hand', async () => {
		type('a', 0);
		passTo(300);
		await turn();
		await saves[0]?.settle();
		type('ab', 400);
		passTo(700);
		await turn();
		await saves[1]?.settle();
		expect(autosave.wrote({ mutationId: 'm1', deleted: false })).toBe(true);
		expect(autosave.wrote({ mutationId: 'm2', deleted: false })).toBe(true);
		expect(autosave.wrote({ mutationId: 'm2', deleted: true })).toBe(false);
		expect(autosave.wrote({ mutationId: 'other', deleted: false })).toBe(false);
		expect(autosave.wrote({ mutationId: null, deleted: true })).toBe(false);
	});

	it('is idle some time after the last key, once everything is kept', async () => {
		type('a', 0);
		passTo(300);
		await turn();
		expect(autosave.msUntilIdle(2_000)).toBe(Infinity);
		await saves[0]?.settle();
		expect(autosave.msUntilIdle(2_000)).toBe(1_700);
		passTo(2_500);
		expect(autosave.msUntilIdle(2_000)).toBe(0);
	});
});

it('whoever leaves is told what the stored draft may be by now: of saves that are done, of those under way, and after a send', async () => {
	type('One', 0);
	passTo(300);
	await turn();
	await saves[0]?.settle();
	type('One two', 400);
	passTo(700);
	await turn();
	const [done, underway] = saves.map(({ mutationId }) => ({ mutationId, deleted: false }));
	expect(autosave.latest).toEqual([done, underway]);
	autosave.release(null);
	expect(autosave.latest).toContainEqual({ ...underway, deleted: true });
	for (let count = 0; count < 50; count++) {
		type(`${count}`, 1_000 + count * 400);
		passTo(1_300 + count * 400);
	}
	expect(autosave.latest.length).toBeLessThan(50);
	await turn();
});
