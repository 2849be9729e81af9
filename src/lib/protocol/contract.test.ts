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
	12: {
		'chat.content.batch': 'query da591a28c637 cfc206b9e903',
		'chat.create': 'command 823db4f42f7a 8d53b77df4fb',
		'chat.delete': 'command 07c064f6b119 8d53b77df4fb',
		'chat.leave': 'command d10df24a03ce 8d53b77df4fb',
		'chat.members.add': 'command 420048dc881a 8d53b77df4fb',
		'chat.members.get': 'query 5b76bf3a30ac 4e71ebebca1c',
		'chat.members.remove': 'command aa3a875b2e94 8d53b77df4fb',
		'chat.members.role': 'command 867adeb21908 8d53b77df4fb',
		'chat.messages.get': 'query b9808f1cde45 2a8da6f84566',
		'chat.settings.update': 'command 12888509b8d3 8d53b77df4fb',
		'chat.title.update': 'command d45a143f80c6 8d53b77df4fb',
		'chat.writers.update': 'command 90936f8c5acb 8d53b77df4fb',
		'devices.list': 'query 25c7d85c859a 2f745a3c3b65',
		'draft.delete': 'command ae1e2482d4e4 532105f47a07',
		'draft.history.get': 'query d10df24a03ce 0888daa418d8',
		'draft.history.restore': 'command 3717eed0e7f9 532105f47a07',
		'draft.update': 'command 1c05ff95d486 532105f47a07',
		'message.delete': 'command 219c598df784 c8cc312eef45',
		'message.edit': 'command d12e307e04ad c8cc312eef45',
		'message.mention.list': 'query d1d404c4b3ac 2a8da6f84566',
		'message.pin': 'command d56004f91060 c8cc312eef45',
		'message.pin.list': 'query d10df24a03ce 2a8da6f84566',
		'message.react': 'command a157ba4c5069 c8cc312eef45',
		'message.read': 'command 13e498e4e7d8 27e3ba6daf36',
		'message.send': 'command 463756133fa6 c8cc312eef45',
		'message.versions.get': 'query 219c598df784 86d193f06979',
		'notification.settings.get': 'query 25c7d85c859a 05ad16c96f7f',
		'notification.settings.update': 'command 05ad16c96f7f 05ad16c96f7f',
		'presence.get': 'query 7a1542f66fc6 374e581474d5',
		'presence.set': 'signal fbf9fa07dde1 25c7d85c859a',
		'presence.settings.get': 'query 25c7d85c859a 3007508649c0',
		'presence.settings.update': 'command 3007508649c0 3007508649c0',
		'push chat.initiated': '8d53b77df4fb',
		'push chat.removed': '8d53b77df4fb',
		'push chat.updated': '8d53b77df4fb',
		'push draft.updated': '532105f47a07',
		'push message.deleted': 'c8cc312eef45',
		'push message.edited': 'c8cc312eef45',
		'push message.new': 'c8cc312eef45',
		'push message.pinned': 'c8cc312eef45',
		'push message.reacted': 'c8cc312eef45',
		'push message.read': '9ce5f366ca98',
		'push notification.settings.updated': '05ad16c96f7f',
		'push presence.elsewhere': 'fbf9fa07dde1',
		'push presence.updated': '5784a6f404a5',
		'push server.notice': '4aa8c174fe8e',
		'push session.ended': '7dbff0104cf2',
		'push typing.start': 'aa3a875b2e94',
		'push typing.stop': 'aa3a875b2e94',
		'push user.updated': 'c1b8e2553fb8',
		'sync.initial': 'query 92ee97a2e6f9 a31a5dd5e8e2',
		'sync.offline': 'relay 37ba4e865b4a 9be4558c4d21',
		'typing.start': 'signal d10df24a03ce 25c7d85c859a',
		'typing.stop': 'signal d10df24a03ce 25c7d85c859a',
		'users.get': 'query 7a1542f66fc6 b4979838327e',
		'users.search': 'query 87c1d08e78f5 b4979838327e'
	}
};

function formOf(schema: z.ZodType): string {
	// What a shape is said to be, in words, is no part of its form.
	const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', metadata: z.registry() });
	return createHash('sha256').update(JSON.stringify(json)).digest('hex').slice(0, 12);
}

test('an event or push that is known keeps its form, unless the protocol number is raised', () => {
	const forms: Record<string, string> = {};
	for (const [name, entry] of Object.entries(contract(defaultLimits))) {
		forms[name] = `${entry.kind} ${formOf(entry.payload)} ${formOf(entry.data)}`;
	}
	for (const [name, schema] of Object.entries(pushes)) forms[`push ${name}`] = formOf(schema);
	if (process.env.PRINT) console.log(JSON.stringify(forms));
	expect(known[PROTOCOL]).toBeDefined();
	expect(forms).toMatchObject(known[PROTOCOL] ?? {});
});

test('every code has a number of its own', () => {
	const numbers = Object.values(errorCodes).map((code) => code.number);
	expect(numbers).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
});
