import { edit, testsIn, type Protection } from './protection.ts';

const hub = (file: string) => `src/lib/server/hub/${file}.ts`;
const protocol = (file: string) => `src/lib/protocol/${file}.ts`;
const inside = testsIn('tests/security/10-25-from-inside.test.ts');
const surface = testsIn('tests/security/19-36-surface.test.ts');
const unknownKey = inside('16: a key or an event that nobody knows');
const strangeText = inside('16: a text with signs that no screen shows');
const tooLarge = (what: string) =>
	inside(`17: what is too large or too deep is refused before anybody reads it: ${what}`);

/** Lines 16 and 17. */
export const ofInput: Protection[] = [
	{
		line: 16,
		what: 'an event knows its keys',
		edits: [
			edit(
				protocol('contract'),
				'z.strictObject({ chatId: id, seq }),\n			z.strictObject({ readSeq',
				'z.object({ chatId: id, seq }),\n			z.strictObject({ readSeq'
			)
		],
		test: unknownKey
	},
	{
		line: 16,
		what: 'a node and a mark know their keys',
		edits: [
			edit(
				protocol('document/check-document'),
				"	if (unknown !== undefined) throw new DocumentFault([...path, unknown], 'is not a known key');\n",
				'	void unknown;\n'
			)
		],
		test: unknownKey
	},
	{
		line: 16,
		what: 'an attribute is one of its list',
		edits: [edit(protocol('document/attributes'), '	link: z.strictObject({', '	link: z.object({')],
		test: unknownKey
	},
	{
		line: 16,
		what: 'an event is one that the contract itself has',
		edits: [
			edit(hub('run-event'), 'if (!Object.hasOwn(contract, name)) throw', 'if (!(name in contract)) throw')
		],
		test: unknownKey
	},
	{
		line: 16,
		what: 'a lone surrogate is no text',
		edits: [
			edit(
				protocol('shapes'),
				"	.refine((value) => value.isWellFormed(), 'must be well-formed Unicode')\n",
				''
			)
		],
		test: strangeText
	},
	{
		line: 16,
		what: 'a null byte is no text',
		edits: [
			edit(
				protocol('shapes'),
				"	.refine((value) => !controls.test(value), 'must hold no control characters');",
				'	.refine(() => controls);'
			)
		],
		test: strangeText
	},
	{
		line: 16,
		what: '2^53 is no number',
		edits: [
			edit(
				protocol('shapes'),
				'export const seq = z.int().nonnegative();',
				'export const seq = z.number().nonnegative();'
			)
		],
		test: strangeText
	},
	{
		line: 16,
		what: 'what is nested too deep does no harm',
		edits: [
			edit(protocol('document/document-shape'), '	if (deep)\n', '	if (deep && limits.documentDepthMax < 0)\n')
		],
		test: inside('16: 64 levels and one')
	},
	{
		line: 17,
		what: 'the depth of a document is bounded before it is walked through',
		edits: [
			edit(protocol('document/document-shape'), '	if (deep)\n', '	if (deep && limits.documentDepthMax < 0)\n')
		],
		test: tooLarge('a document with levels too many')
	},
	{
		line: 17,
		what: 'the bytes of a document are bounded',
		edits: [edit(protocol('document/document-shape'), '* 3 > bytesMax', '* 3 > 1e9')],
		test: tooLarge('a document with bytes too many')
	},
	{
		line: 17,
		what: 'the characters of a document are bounded',
		edits: [
			edit(
				protocol('document/document-shape'),
				'text.length > limits.textCharactersMax && ',
				'text.length > 1e9 && '
			)
		],
		test: tooLarge('a document with characters too many')
	},
	{
		line: 17,
		what: 'a frame is bounded',
		edits: [
			edit(
				hub('tolerant-parser'),
				'			if (frame.length > frameCharactersMax) return this.#refuse(frame, refusedPayload.tooLarge);\n',
				'			void frameCharactersMax;\n'
			)
		],
		test: tooLarge('a frame')
	},
	{
		line: 17,
		what: 'a transport reads so much of a frame and no more',
		edits: [edit(hub('create-io'), 'frameBytesMax * hardLimitFactor', '1e9 * hardLimitFactor')],
		test: tooLarge('a frame beyond all measure')
	},
	{
		line: 17,
		what: 'a body is bounded',
		edits: [
			edit(
				'src/lib/server/http/read-json.ts',
				"	if (Number(request.headers.get('content-length') ?? 0) > bytesMax) throw refuse('too_large');\n",
				''
			),
			edit(
				'src/lib/server/http/read-json.ts',
				'if (bytes.byteLength > bytesMax)',
				'if (bytes.byteLength > 1e9)'
			)
		],
		test: surface('17: a body that is too large')
	},
	{
		line: 17,
		what: 'also one that does not say how large it is',
		edits: [
			edit(
				'src/lib/server/http/read-json.ts',
				'if (bytes.byteLength > bytesMax)',
				'if (bytes.byteLength > 1e9)'
			)
		],
		test: surface('17: a body that is too large')
	}
];
