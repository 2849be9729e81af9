import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { afterPaint } from './after-paint.ts';

let frames: (() => void)[];
let made: { port1: { onmessage?: () => void }; port2: { postMessage(): void } }[];

beforeEach(() => {
	frames = [];
	made = [];
	vi.stubGlobal('requestAnimationFrame', (frame: () => void) => frames.push(frame));
	vi.stubGlobal(
		'MessageChannel',
		class {
			port1: { onmessage?: () => void } = {};
			port2 = { postMessage: () => this.port1.onmessage?.() };
			constructor() {
				made.push(this);
			}
		}
	);
});
afterEach(() => vi.unstubAllGlobals());

function paint(): void {
	for (const frame of frames.splice(0)) frame();
}

test('what follows from many keys is worked out once after the frame, for each who asked', () => {
	const [one, other] = [vi.fn(), vi.fn()];
	const [askOne, askOther] = [afterPaint(one), afterPaint(other)];
	askOne();
	askOne();
	askOther();
	expect(frames).toHaveLength(1);
	expect(one).not.toHaveBeenCalled();
	paint();
	expect([one.mock.calls.length, other.mock.calls.length]).toEqual([1, 1]);
	askOne();
	paint();
	expect([one.mock.calls.length, other.mock.calls.length]).toEqual([2, 1]);
	// However many boxes there were, no more than one port listens.
	expect(made).toHaveLength(1);
});
