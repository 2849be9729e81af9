import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { planEvent } from './new-event/plan-event.ts';
import { faultIn, type Wish } from './new-event/wish.ts';

/** What an event is made in: the sources, and the tests that every event passes. */
const parts = [
	'src',
	'scripts',
	'tests/hub/permissions',
	'tests/hub/permissions.test.ts',
	'tests/hub/bad-payloads.test.ts',
	'tests/hub/support',
	'tests/support',
	'docs/api',
	'.svelte-kit/tsconfig.json',
	'.svelte-kit/ambient.d.ts',
	'.prettierrc',
	'package.json',
	'svelte.config.js',
	'tsconfig.json',
	'vite.config.ts'
];

/** One of each kind, about each thing, for everybody and for few; and one whose name begins like no other. */
const wishes: Wish[] = [
	{ event: 'message.star', kind: 'command', about: 'message', needs: [], summary: 'Stars a message.' },
	{ event: 'chat.wave', kind: 'signal', about: 'chat', needs: [], summary: 'Waves.' },
	{
		event: 'users.nudge',
		kind: 'command',
		about: 'nothing',
		needs: ['user.list', 'user.role'],
		summary: "Nudges everybody, for the server's sake."
	},
	{ event: 'weather.report.get', kind: 'query', about: 'nothing', needs: [], summary: 'Tells the weather.' }
];

/** Another one, by the command itself. */
const asked = ['--event', 'message.pin.count', '--kind', 'query', '--about', 'chat', '--summary', 'Counts.'];

/** Against hanging alone: whole test runs go on in it. */
const patienceMs = 600_000;

let root: string;

function run(command: string, args: string[]) {
	const { status, stdout, stderr } = spawnSync(command, args, {
		cwd: root,
		encoding: 'utf8',
		env: process.env
	});
	return { status, said: stdout + stderr };
}

beforeAll(() => {
	root = mkdtempSync(join(tmpdir(), 'inkling-new-event-'));
	for (const part of parts) cpSync(part, join(root, part), { recursive: true });
	symlinkSync(resolve('node_modules'), join(root, 'node_modules'));
});

afterAll(() => rmSync(root, { recursive: true }));

describe('what is no good is refused', () => {
	const bad: [what: string, key: keyof Wish, answer: string, fault: string][] = [
		[
			'a name that is taken',
			'event',
			'message.send',
			'message.send is taken: src/lib/server/handlers/message.send.ts.'
		],
		[
			'the name of a push',
			'event',
			'message.new',
			'message.new is taken: the server tells clients something by it.'
		],
		['one word', 'event', 'stars', '“stars” is no name of an event'],
		['capitals', 'event', 'Message.star', '“Message.star” is no name of an event'],
		['a path', 'event', '../message.star', '“../message.star” is no name of an event'],
		['a kind that is none', 'kind', 'relay', '“relay” is none of: command, query, signal.'],
		['a thing that is none', 'about', 'draft', '“draft” is none of: chat, message, nothing.'],
		['a permission that is none', 'needs', 'user.list, fly', '“fly” is none of: chat.create, '],
		['no sentence', 'summary', 'stars a message', 'Say in one sentence']
	];

	test.each(bad)('%s', (_, key, answer, fault) => expect(faultIn[key](answer, root)).toContain(fault));

	test('and what is good is not', () => {
		expect(faultIn.event('message.pin.count', root)).toBeNull();
		expect(faultIn.needs('', root)).toBeNull();
		expect(faultIn.needs('user.list, user.role', root)).toBeNull();
	});

	test('by the command, which writes nothing then', () => {
		const contract = () => readFileSync(join(root, 'src/lib/protocol/contract.ts'), 'utf8');
		const before = contract();
		const taken = asked.with(1, 'message.send');
		const { status, said } = run(process.execPath, ['scripts/new-event.ts', ...taken]);
		expect(said).toContain('message.send is taken');
		expect(status).toBe(1);
		expect(contract()).toBe(before);
	});
});

describe('an event that was made', () => {
	const files: string[] = [];

	beforeAll(async () => {
		for (const wish of wishes) {
			for (const [file, text] of await planEvent(wish, root)) {
				writeFileSync(join(root, file), text);
				files.push(file);
			}
		}
	});

	test('is its entry, its handler, its test and its row, and nothing else', () => {
		const { status, said } = run(process.execPath, ['scripts/new-event.ts', ...asked]);
		expect(status, said).toBe(0);
		const written = said.split('\n').filter((line) => line.endsWith('.ts'));
		expect(written).toEqual([
			'src/lib/protocol/contract.ts',
			'src/lib/server/handlers/message.pin.count.ts',
			'tests/hub/message.pin.count.test.ts',
			'tests/hub/permissions/rows/messages.ts'
		]);
		files.push(...written);
		expect(files.length).toBe(4 * (wishes.length + 1));
	});

	test('stands behind what is nearest to it', () => {
		for (const file of ['src/lib/protocol/contract.ts', 'tests/hub/permissions/rows/messages.ts']) {
			const source = readFileSync(join(root, file), 'utf8');
			const at = ['message.pin.list', 'message.pin.count', 'message.mention.list'].map((event) =>
				source.indexOf(`'${event}'`)
			);
			expect(at).toEqual(at.toSorted((one, other) => one - other));
		}
	});

	test('is formatted', () => {
		const { status, said } = run('prettier', ['--check', ...new Set(files)]);
		expect(status, said).toBe(0);
	});

	test('has types without a fault', () => {
		const config = ts.getParsedCommandLineOfConfigFile(
			join(root, 'tsconfig.json'),
			{ noEmit: true },
			{
				...ts.sys,
				onUnRecoverableConfigFileDiagnostic: ({ messageText }) => {
					throw new Error(ts.flattenDiagnosticMessageText(messageText, '\n'));
				}
			}
		);
		const made = [...new Set(files)].map((file) => join(root, file));
		const program = ts.createProgram(
			[...made, join(root, '.svelte-kit/ambient.d.ts')],
			config?.options ?? {}
		);
		const faults = made.flatMap((file) => program.getSemanticDiagnostics(program.getSourceFile(file)));
		expect(faults.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))).toEqual([]);
	});

	test(
		'passes its own test, and those that every event has to pass',
		() => {
			const events = ['message.pin.count', ...wishes.map(({ event }) => event)];
			const own = events.map((event) => `tests/hub/${event}.test.ts`);
			const names = events.map((event) => event.replaceAll('.', String.raw`\.`));
			const all = [...own, 'tests/hub/permissions.test.ts', 'tests/hub/bad-payloads.test.ts'];
			const { status, said } = run('vitest', ['run', ...all, '-t', `the table|${names.join('|')}`]);
			expect(status, said).toBe(0);
		},
		patienceMs
	);
});
