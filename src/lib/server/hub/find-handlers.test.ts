import { expect, test } from 'vitest';
import { contract } from '../../protocol/contract.ts';
import { defaultLimits } from '../../protocol/limits.ts';
import type { Handler } from '../handlers/support/handler.ts';
import { findHandlers } from './find-handlers.ts';

const events = contract(defaultLimits);
const files = Object.fromEntries(
	[...findHandlers(events)].map(([event, handler]) => [`../handlers/${event}.ts`, handler])
);

test('every event of the contract has its handler', () => {
	expect([...findHandlers(events).keys()].sort()).toEqual(Object.keys(events).sort());
});

test('an entry without a file stops the start, and the file that is missing is named', () => {
	const { '../handlers/message.send.ts': _, ...others } = files;
	expect(() => findHandlers(events, others)).toThrow(
		"The contract's message.send has no file handlers/message.send.ts."
	);
});

test('a file without an entry stops the start and is named', () => {
	const shout = { ...files['../handlers/message.send.ts'], name: 'message.shout' } as Handler;
	expect(() => findHandlers(events, { ...files, '../handlers/message.shout.ts': shout })).toThrow(
		'handlers/message.shout.ts has no entry in the contract.'
	);
});

test('a file that exports another event, another kind or nothing stops the start and is named', () => {
	const path = '../handlers/message.pin.list.ts';
	for (const wrong of [files['../handlers/message.pin.ts'], { ...files[path], kind: 'command' }, undefined]) {
		expect(() => findHandlers(events, { ...files, [path]: wrong as Handler | undefined })).toThrow(
			"handlers/message.pin.list.ts must export by default query('message.pin.list', …)."
		);
	}
});
