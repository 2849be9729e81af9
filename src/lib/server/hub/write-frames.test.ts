import { Writable } from 'node:stream';
import type { Socket as Connection } from 'engine.io';
import { expect, test } from 'vitest';
import { Bundle } from './bundle.ts';
import { wholeFrame } from './whole-frame.ts';
import { writeFrames } from './write-frames.ts';

function bundleOf(packets: string[]): Bundle {
	const [first, ...others] = packets.map((packet) => new Bundle(wholeFrame(packet)));
	if (!first) throw new Error('Nothing is told.');
	return others.reduce((bundle, other) => bundle.with(other), first);
}

/** A connection whose socket takes what it is given when `take` is called; what went engine.io's way stands in `through`. */
function connectionOf(
	state: { name?: string; writable?: boolean; readyState?: string; closing?: boolean } = {}
) {
	const taken: string[] = [];
	const through: string[] = [];
	let take = () => {};
	const socket = new Writable({
		write: (bytes: Buffer, _encoding, done) => {
			taken.push(bytes.subarray(2).toString());
			take = done;
		}
	});
	const { name = 'websocket', writable = true, readyState = 'open', closing = false } = state;
	const transport = { name, writable, socket: { readyState: closing ? 2 : 1, _socket: socket } };
	const connection = { readyState, transport, write: (text: string) => through.push(text) };
	return {
		write: (...packets: string[]) => writeFrames(connection as unknown as Connection, bundleOf(packets)),
		taken,
		through,
		take: () => take()
	};
}

test('a frame goes straight to a socket where nothing waits, and else by way of engine.io, behind what waits', () => {
	const { write, taken, through, take } = connectionOf();
	write('one');
	write('two');
	expect([taken, through]).toEqual([['4one'], ['two']]);
	take();
	write('three');
	expect([taken, through]).toEqual([['4one', '4three'], ['two']]);
});

test('several frames leave in one write where the socket is free, and else one by one by way of engine.io', () => {
	const { write, taken, through } = connectionOf();
	write('one', 'two', 'three');
	write('four', 'five');
	expect(taken).toHaveLength(1);
	expect(taken[0]?.split(/[^\w]+/)).toEqual(['4one', '4two', '4three']);
	expect(through).toEqual(['four', 'five']);
});

test('who is told the same shares what is written', () => {
	const [one, two, three] = ['one', 'two', 'three'].map((packet) => new Bundle(wholeFrame(packet)));
	if (!one || !two || !three) throw new Error('Nothing is told.');
	expect(one.with(two).with(three).bytes).toBe(one.with(two).with(three).bytes);
	expect(one.with(two)).not.toBe(one.with(three));
	expect(one.bytes).toBe(one.last.bytes);
});

test.each([
	['is polled', { name: 'polling' }],
	['is being written to by engine.io', { writable: false }],
	['is closed', { readyState: 'closed' }],
	['is being closed', { closing: true }]
])('a connection that %s is written to by engine.io alone', (_, state) => {
	const { write, taken, through } = connectionOf(state);
	write('one');
	expect([taken, through]).toEqual([[], ['one']]);
});
