import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { contract } from '../src/lib/protocol/contract.ts';
import { defaultLimits } from '../src/lib/protocol/limits.ts';
import type { EventFacts } from './reference/event-facts.ts';

const events = Object.keys(contract(defaultLimits));

function list(...args: string[]): string {
	const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/list-events.ts', ...args], {
		encoding: 'utf8'
	});
	expect(status, stderr).toBe(0);
	return stdout;
}

test('every event is listed, with what it is', () => {
	const said = list();
	for (const event of events) expect(said).toContain(`\n    src/lib/server/handlers/${event}.ts\n`);
	expect(said).toContain(
		[
			'users.role  (command; the server must allow user.role; no token may; rate other, 20/s, 100 at once)',
			'    Gives somebody another role on the server. Nobody changes their own.',
			'    { userId, role } → PersonOnServer',
			'    src/lib/server/handlers/users.role.ts'
		].join('\n')
	);
	expect(said).toMatch(new RegExp(`\n${events.length} events\n$`));
});

test('as JSON, with its schemas and what it refuses', () => {
	const facts = JSON.parse(list('--json')) as EventFacts[];
	expect(facts.map(({ event }) => event)).toEqual(events);
	expect(facts.every(({ file }) => existsSync(file))).toBe(true);
	expect(facts.find(({ event }) => event === 'message.pin')).toMatchObject({
		kind: 'command',
		needs: [],
		token: 'write',
		rateClass: 'other',
		errors: ['forbidden', 'not_found', 'conflict'],
		payload: { required: ['id', 'on'] },
		data: { $ref: '#/components/schemas/Message' }
	});
});
