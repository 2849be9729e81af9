import { EventEmitter } from 'node:events';
import type { Transport } from 'engine.io';
import { expect, test } from 'vitest';
import { FrameBudget } from './frame-budget.ts';
import { gateTransport } from './gate-transport.ts';

/** Takes a payload apart as engine.io does. A fake, because what counts is how much of it is taken apart at once. */
class Polling extends EventEmitter {
	readonly name = 'polling';
	read = 0;
	readonly through: string[] = [];

	constructor() {
		super();
		this.on('packet', ({ type, data }: { type: string; data: string }) => {
			if (type === 'message') this.through.push(data);
		});
	}

	onData(payload: string) {
		for (const frame of payload.split('\x1e')) {
			this.read++;
			this.emit('packet', { type: 'message', data: frame });
		}
	}

	onRequest() {}
}

test('a payload of a million frames is taken apart as it goes through, not before', () => {
	const polling = new Polling();
	const rate = { perSecond: 1, burst: 250 };
	const budget = FrameBudget.ofOne({ frames: rate, bytes: { perSecond: 1e9, burst: 1e9 } }, () => 0);
	gateTransport(polling as unknown as Transport, {} as never, [budget], () => {});
	polling.onData(Array.from({ length: 1_000_000 }, (_, number) => String(number)).join('\x1e'));
	expect(polling.through).toEqual(Array.from({ length: 250 }, (_, number) => String(number)));
	expect(polling.read).toBe(300);
	polling.emit('close');
});
