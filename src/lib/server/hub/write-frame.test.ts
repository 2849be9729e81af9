import { Writable } from 'node:stream';
import type { Socket as Connection } from 'engine.io';
import { expect, test } from 'vitest';
import { wholeFrame } from './whole-frame.ts';
import { writeFrame } from './write-frame.ts';

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
		write: (packet: string) => writeFrame(connection as unknown as Connection, wholeFrame(packet)),
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
