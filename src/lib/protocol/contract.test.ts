import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { contract } from './contract.ts';
import { errorCodes } from './errors.ts';
import { defaultLimits } from './limits.ts';
import { pushes } from './pushes.ts';
import { PROTOCOL } from './version.ts';

/** Digests of the forms that clients rely on, under each protocol number. Add a new event's when it is released. */
const known: Record<number, Record<string, string>> = {
	1: {
		'chat.content.batch': 'query da591a28c637 3e9823e43965',
		'chat.create': 'command 823db4f42f7a 6b837a7ec2c7',
		'chat.messages.get': 'query b9808f1cde45 d21a202b0e84',
		'draft.delete': 'command ae1e2482d4e4 532105f47a07',
		'draft.update': 'command 1c05ff95d486 532105f47a07',
		'message.read': 'command 13e498e4e7d8 27e3ba6daf36',
		'message.send': 'command 8000f2b8cb29 a48d4e13585b',
		'push chat.initiated': '6b837a7ec2c7',
		'push chat.removed': '6b837a7ec2c7',
		'push chat.updated': '6b837a7ec2c7',
		'push draft.updated': '532105f47a07',
		'push message.new': 'a48d4e13585b',
		'push message.read': '9ce5f366ca98',
		'push server.notice': '4aa8c174fe8e',
		'push session.ended': '7dbff0104cf2',
		'push user.updated': 'c1b8e2553fb8',
		'sync.initial': 'query 92ee97a2e6f9 827a1631b0d0',
		'users.search': 'query 87c1d08e78f5 b4979838327e'
	}
};

function formOf(schema: z.ZodType): string {
	const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
	return createHash('sha256').update(JSON.stringify(json)).digest('hex').slice(0, 12);
}

test('an event or push that is known keeps its form, unless the protocol number is raised', () => {
	const forms: Record<string, string> = {};
	for (const [name, entry] of Object.entries(contract(defaultLimits))) {
		forms[name] = `${entry.kind} ${formOf(entry.payload)} ${formOf(entry.data)}`;
	}
	for (const [name, schema] of Object.entries(pushes)) forms[`push ${name}`] = formOf(schema);
	expect(known[PROTOCOL]).toBeDefined();
	expect(forms).toMatchObject(known[PROTOCOL] ?? {});
});

test('every code has a number of its own', () => {
	const numbers = Object.values(errorCodes).map((code) => code.number);
	expect(numbers).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
});
