import { edit, testsIn, type Protection } from './protection.ts';

const hub = (file: string) => `src/lib/server/hub/${file}.ts`;
const protocol = (file: string) => `src/lib/protocol/${file}.ts`;
const surface = testsIn('tests/security/19-36-surface.test.ts');
const mutated = testsIn('tests/security/18-mutated-frames.test.ts');

const locked = (name: string, version: string) => `		"node_modules/${name}": {\n			"version": "${version}",`;

/** Lines 18, 19 and 21 to 24. */
export const ofFrames: Protection[] = [
	{
		line: 18,
		what: 'no payload comes to a handler that was not parsed',
		edits: [
			edit(
				hub('run-event'),
				'parsePayload(running.contract[event].payload, payload)',
				'(parsePayload.length ? payload : null)'
			)
		],
		test: mutated('18: ')
	},
	{
		line: 18,
		what: 'a fault of one event ends no process',
		edits: [
			edit(
				hub('run-event'),
				'		return toFailure(running, caller, name, error);',
				"		if (!(error instanceof Refusal) || error.code === 'invalid_data') throw error;\n		return toFailure(running, caller, name, error);"
			)
		],
		test: mutated('18: ')
	},
	{
		line: 19,
		what: 'socket.io-parser has no known hole',
		edits: [
			edit('package-lock.json', locked('socket.io-parser', '4.2.7'), locked('socket.io-parser', '4.2.5'))
		],
		test: surface('19: the parts that read frames')
	},
	{
		line: 19,
		what: 'ws has no known hole',
		edits: [edit('package-lock.json', locked('ws', '8.21.3'), locked('ws', '8.17.0'))],
		test: surface('19: the parts that read frames')
	},
	{
		line: 21,
		what: 'a reaction is one emoji',
		edits: [edit(protocol('shapes'), String.raw`/^\p{RGI_Emoji}$/v`, String.raw`/^\p{RGI_Emoji}+$/v`)],
		test: surface('21: a reaction is one emoji')
	},
	{
		line: 21,
		what: 'a reaction is of Unicode’s list',
		edits: [edit(protocol('shapes'), String.raw`/^\p{RGI_Emoji}$/v`, String.raw`/^.$/u`)],
		test: surface('21: a reaction is one emoji')
	},
	{
		line: 22,
		what: 'no regular expression is superlinear',
		edits: [
			edit(
				protocol('readable'),
				'return visible.test(text);',
				String.raw`return visible.test(text) && !/\s+\s+\0/.test(text.slice(0, 2_000));`
			)
		],
		test: surface('22: no text makes an event')
	},
	{
		line: 23,
		what: 'frames are not compressed',
		edits: [edit(hub('create-io'), 'perMessageDeflate: false', 'perMessageDeflate: true')],
		test: surface('23: the server agrees to no compression')
	},
	{
		line: 24,
		what: 'a search takes its signs for text',
		edits: [
			edit('src/lib/server/store/users.ts', String.raw`.replace(/[\\%_]/g, (sign) => ${'`\\\\${sign}`'})`, '')
		],
		test: surface('24: signs that mean something')
	}
];
