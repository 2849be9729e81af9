import { edit, testsIn, type Protection } from './protection.ts';

const hub = (file: string) => `src/lib/server/hub/${file}.ts`;
const inside = testsIn('tests/security/10-25-from-inside.test.ts');
const flood = testsIn('tests/security/20-flood.test.ts');
const slow = testsIn('tests/security/20-slow-readers.test.ts');

const cut = edit(
	hub('slow-readers'),
	'cut = queued + unsent(socket.transport, answers) > waitingBytesMax;',
	'cut = queued + unsent(socket.transport, answers) > waitingBytesMax * 1e6;'
);

/** Line 20. */
export const ofLimits: Protection[] = [
	{
		line: 20,
		what: 'a person asks so often',
		edits: [edit(hub('run-event'), '		checkRate(running, caller, event);\n', '')],
		test: inside('20: what one person asks too often')
	},
	{
		line: 20,
		what: 'and shares that among all sockets',
		edits: [edit(hub('run-event'), 'caller.userId : caller.sessionId', 'caller.deviceId : caller.sessionId')],
		test: inside('20: what one person asks too often')
	},
	{
		line: 20,
		what: 'a connection brings so many frames',
		edits: [edit(hub('gated-engine'), '			FrameBudget.ofOne(ofSocket, this.#clock),\n', '')],
		test: flood('20: of one connection what is too much')
	},
	{
		line: 20,
		what: 'and so many bytes',
		edits: [edit(hub('frame-budget'), '		this.#bytes.spend(bytes);\n', '')],
		test: flood('20: of one connection large frames count')
	},
	{
		line: 20,
		what: 'all connections of a person bring so many together',
		edits: [
			edit(
				hub('gated-engine'),
				'			FrameBudget.shared(this.#buckets, userId, user)\n',
				'			FrameBudget.ofOne(user, this.#clock)\n'
			)
		],
		test: flood('20: all connections of one person')
	},
	{
		line: 20,
		what: 'coming anew fills nothing up',
		edits: [
			edit(
				hub('frame-budget'),
				'buckets.find(`frames:${key}`, flow.frames)',
				'buckets.find(`frames:${key}:${Math.floor(performance.now() / 1_000)}`, flow.frames)'
			)
		],
		test: flood('20: all connections of one person')
	},
	{
		line: 20,
		what: 'an address has so many strangers',
		edits: [
			edit(hub('strangers'), 'return this.#count(address) < this.#perAddressMax;', 'return address !== null;')
		],
		test: flood('20: an address has so many connections')
	},
	{
		line: 20,
		what: 'a person has so many sockets',
		edits: [
			edit(hub('hub'), 'if (Math.max(...open) >= socketsPerUserMax) {', 'if (Math.max(...open) >= 1e6) {')
		],
		test: flood('20: a person has so many sockets')
	},
	{
		line: 20,
		what: 'those count that were let in a moment ago',
		edits: [edit(hub('hub'), ' + entering.count(room)', ' + 0 * entering.count(room)')],
		test: flood('20: nor has a person more of them')
	},
	{
		line: 20,
		what: 'a websocket that does not read is closed',
		edits: [cut],
		test: slow('20: a websocket that does not read')
	},
	{
		line: 20,
		what: 'polling that asks for nothing more is closed',
		edits: [cut],
		test: slow('20: polling that asks for nothing more')
	},
	{
		line: 20,
		what: 'what polling does not read counts as waiting',
		edits: [edit(hub('slow-readers'), '			answers.add(res);\n', '')],
		test: slow('20: polling that asks again and again')
	}
];
