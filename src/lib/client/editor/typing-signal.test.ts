import { beforeEach, expect, test } from 'vitest';
import { TypingSignal } from './typing-signal.ts';

let time: number;
let told: string[];
let signal: TypingSignal;
let later: { at: number; run: () => void } | null;

beforeEach(() => {
	time = 0;
	told = [];
	later = null;
	const clock = {
		now: () => time,
		after: (ms: number, run: () => void) => {
			later = { at: time + ms, run };
			return () => void (later = null);
		}
	};
	signal = new TypingSignal((on) => told.push(`${on ? 'start' : 'stop'} ${time}`), clock);
});

function typeAt(...times: number[]) {
	for (time of times) signal.touch();
}

test('whoever types on is told of every two seconds', () => {
	typeAt(0, 100, 1_900, 2_000, 2_100, 3_999, 4_500);
	expect(told).toEqual(['start 0', 'start 2000', 'start 4500']);
});

test('a box that is emptied or left tells it once', () => {
	typeAt(0, 500);
	time = 600;
	signal.stop();
	signal.stop();
	expect(told).toEqual(['start 0', 'stop 600']);
});

test('after so long a pause nobody takes them for typing any more, and there is nothing to stop', () => {
	typeAt(0);
	time = 3_000;
	signal.stop();
	expect(told).toEqual(['start 0']);
});

test('a box that is filled and emptied again and again tells no more often', () => {
	for (time of [0, 300, 600, 900]) {
		signal.touch();
		time += 100;
		signal.stop();
	}
	expect(told).toEqual(['start 0', 'stop 100']);
	expect(later).toBeNull();
	typeAt(2_000);
	expect(told).toEqual(['start 0', 'stop 100', 'start 2000']);
});

test('the first keys after a message are told of as soon as it is time', () => {
	typeAt(0);
	time = 400;
	signal.stop();
	typeAt(500, 600);
	time = later?.at ?? 0;
	later?.run();
	expect(told).toEqual(['start 0', 'stop 400', 'start 2000']);
	time = 2_500;
	signal.stop();
	expect(told.at(-1)).toBe('stop 2500');
});
