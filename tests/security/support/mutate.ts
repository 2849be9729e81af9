/** A generator of numbers in [0, 1) that always begins alike (mulberry32, public domain). */
export function seeded(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

/** What stands in the place of a value, as JSON: other types, limits, names that mean something to JavaScript. */
const values = [
	'null',
	'true',
	'-1',
	'1e999',
	'9007199254740993',
	'0.5',
	'""',
	'[]',
	'{}',
	'"\\ud800"',
	'"\\u0000"',
	'"__proto__"',
	'{"__proto__":{"admin":true}}',
	'{"constructor":{"prototype":{"admin":true}}}',
	'{"toString":1,"then":1}',
	'{"_placeholder":true,"num":0}',
	`${'['.repeat(500)}${']'.repeat(500)}`,
	`{"type":"doc","content":${'[{"type":"blockquote","content":'.repeat(80)}[]${'}]'.repeat(80)}}`,
	JSON.stringify('🦑'.repeat(4_000)),
	JSON.stringify('<img src=x onerror=alert(1)>')
];

type Mutation = (frame: string, random: () => number) => string;

const pick = <Item>(list: readonly Item[], random: () => number): Item =>
	list[Math.floor(random() * list.length)] as Item;

function cut(frame: string, random: () => number): [string, string, string] {
	const from = Math.floor(random() * frame.length);
	const to = Math.min(frame.length, from + 1 + Math.floor(random() * 12));
	return [frame.slice(0, from), frame.slice(from, to), frame.slice(to)];
}

const mutations: Mutation[] = [
	// A character becomes another one.
	(frame, random) => {
		const at = Math.floor(random() * frame.length);
		return frame.slice(0, at) + String.fromCharCode(Math.floor(random() * 0x250)) + frame.slice(at + 1);
	},
	// A piece is gone, stands twice, or stands elsewhere.
	(frame, random) => {
		const [before, , after] = cut(frame, random);
		return before + after;
	},
	(frame, random) => {
		const [before, piece, after] = cut(frame, random);
		return before + piece + piece + after;
	},
	(frame, random) => {
		const [before, piece, after] = cut(frame, random);
		return after + piece + before;
	},
	// A value becomes another one; a key too.
	(frame, random) =>
		frame.replace(
			pick([/"[^"]{8,}"(?=[,}\]])/, /\d+(?=[,}\]])/, /\{[^{}]*\}/], random),
			pick(values, random)
		),
	(frame, random) =>
		frame.replace(/"(\w+)":/, `"${pick(['__proto__', 'constructor', '', 'seq', 'senderId'], random)}":`),
	(frame, random) => frame.replace(/\}(?=\]?$)/, `,"extra":${pick(values, random)}}`),
	// Another kind of packet, of engine.io or of socket.io.
	(frame, random) =>
		pick(['0', '1', '4', '5', '6', '40', '41', '43', '44', '451-', '46', '42999999999999'], random) +
		frame.slice(2)
];

/** One to three mutations of a frame. */
export function mutate(frame: string, random: () => number): string {
	let mutated = frame;
	for (let times = 1 + Math.floor(random() * 3); times > 0; times--)
		mutated = pick(mutations, random)(mutated, random);
	return mutated;
}
