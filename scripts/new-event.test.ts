import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { PassThrough } from 'node:stream';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askPerson } from './new-event/ask-person.ts';
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

/** One of each kind, about each thing, for everybody and for few; and some whose names begin like no other, one with a word of the language's own. */
const wishes: Wish[] = [
	{ event: 'message.star', kind: 'command', about: 'message', needs: [], summary: 'Stars a message.' },
	{
		event: 'chat.wave',
		kind: 'signal',
		about: 'chat',
		needs: [],
		summary: 'Waves, */ `so` to "speak" \\ ${or} not.'
	},
	{
		event: 'users.nudge',
		kind: 'command',
		about: 'nothing',
		needs: ['user.list', 'user.role'],
		summary: "Nudges everybody, for the server's sake."
	},
	{ event: 'weather.report.get', kind: 'query', about: 'nothing', needs: [], summary: 'Tells the weather.' },
	{ event: 'export.list', kind: 'query', about: 'nothing', needs: [], summary: 'Lists what was exported.' }
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
		[
			'a last word that makes a test of its file',
			'event',
			'message.test',
			'message.test cannot end with “test”'
		],
		['one that other tools take for a test', 'event', 'message.spec', 'message.spec cannot end with “spec”'],
		['a word that makes it a declaration', 'event', 'message.d', 'message.d cannot have “d”'],
		['and in the middle, too', 'event', 'message.d.list', 'message.d.list cannot have “d”'],
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

	test.each([
		['a name without its flag', ['message.star'], "Unexpected argument 'message.star'."],
		['a flag that is none', ['--bogus'], "Unknown option '--bogus'."],
		['a flag without its answer', ['--event'], "Option '--event <value>' argument missing."],
		[
			'a flag in place of an answer',
			['--event', '--kind', 'query'],
			"Option '--event' argument is ambiguous."
		]
	])('%s, in one line', (_, args, fault) => {
		const { status, said } = run(process.execPath, ['scripts/new-event.ts', ...args]);
		const flags = '--event, --kind, --about, --needs, --summary';
		expect(said).toBe(
			`${fault} Nothing was written. The flags are ${flags}, each with its answer behind it.\n`
		);
		expect(status).toBe(2);
	});

	test('and who leaves in the middle of the questions is told that nothing was written', async () => {
		const [input, output] = [new PassThrough(), new PassThrough()];
		const asking = askPerson(['event', 'kind', 'summary'], { input, output });
		output.on('data', (words: Buffer) => {
			if (String(words).includes('Its name')) input.write('message.star.list\n');
			if (String(words).includes('Its kind')) input.end();
		});
		await expect(asking).rejects.toThrow('The answers ended before the last question. Nothing was written.');
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

	test('has its sentence in the types of the client, whatever stands in it', () => {
		const print = `import { printWire } from './scripts/client/print-wire.ts'; console.log(printWire());`;
		const { status, said } = run(process.execPath, ['--input-type=module', '--eval', print]);
		expect(status, said).toBe(0);
		const { diagnostics = [] } = ts.transpileModule(said, { reportDiagnostics: true });
		expect(diagnostics.map(({ messageText }) => messageText)).toEqual([]);
		expect(said).toContain('/** Waves, *\\/ `so` to "speak" \\ ${or} not. */');
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
