import { edit, testsIn, type Protection } from './protection.ts';

const http = (file: string) => `src/lib/server/http/${file}.ts`;
const ui = (file: string) => `src/lib/client/ui/${file}.svelte`;
const document = (file: string) => `src/lib/protocol/document/${file}.ts`;
const inside = testsIn('tests/security/10-25-from-inside.test.ts');
const surface = testsIn('tests/security/19-36-surface.test.ts');
const injections = testsIn('tests/security/26-injections.e2e.ts');

const hostile = inside('25: the server takes no document with');
const words = injections('26: scripts in names');
const fences = surface('27, 28: every page');

const header = (what: string, line: string): Protection => ({
	line: 28,
	what,
	edits: [edit(http('set-headers'), line, '')],
	test: fences
});

/** Lines 25 to 28. */
export const ofContent: Protection[] = [
	{
		line: 25,
		what: 'a node is one of the list',
		edits: [
			edit(
				document('check-document'),
				'Object.hasOwn(schema.nodes, raw.type) && schema.nodes[raw.type]',
				'(schema.nodes[raw.type] ?? schema.nodes.paragraph)'
			)
		],
		test: hostile
	},
	{
		line: 25,
		what: 'a mark is one of the list',
		edits: [
			edit(
				document('check-document'),
				'Object.hasOwn(schema.marks, raw.type) && schema.marks[raw.type]',
				'(schema.marks[raw.type] ?? schema.marks.bold)'
			)
		],
		test: hostile
	},
	{
		line: 25,
		what: 'an attribute is one of the list',
		edits: [
			edit(document('attributes'), 'noAttributes = z.strictObject({})', 'noAttributes = z.looseObject({})')
		],
		test: hostile
	},
	{
		line: 25,
		what: 'a link has one of three schemes',
		edits: [
			edit(document('safe-href'), 'return schemes.has(new URL(href).protocol);', 'return schemes.size > 0;')
		],
		test: hostile
	},
	{
		line: 26,
		what: 'messages and drafts are drawn as text',
		edits: [
			edit(ui('MessageContent'), '{#if mark === undefined}{text}', '{#if mark === undefined}{@html text}')
		],
		test: words
	},
	{
		line: 26,
		what: 'titles are drawn as text',
		edits: [
			edit(
				ui('conversation/ChatTitle'),
				'onclick={begin}>{title}</button',
				'onclick={begin}>{@html title}</button'
			)
		],
		test: words
	},
	{
		line: 26,
		what: 'names in the record are drawn as text',
		edits: [edit(ui('server/AuditRecord'), '<p>{auditWords(entry)}</p>', '<p>{@html auditWords(entry)}</p>')],
		test: words
	},
	{
		line: 26,
		what: 'an export is a file, and no page',
		edits: [
			edit(
				'src/routes/api/v1/audit/+server.ts',
				"				'content-disposition': 'attachment; filename=\"audit.jsonl\"',\n",
				''
			)
		],
		test: words
	},
	{
		line: 27,
		what: 'no script stands in a page',
		edits: [edit('svelte.config.js', "'script-src': ['self']", "'script-src': ['self', 'unsafe-inline']")],
		test: fences
	},
	{
		line: 27,
		what: 'no text becomes a script',
		edits: [edit('svelte.config.js', "'script-src': ['self']", "'script-src': ['self', 'unsafe-eval']")],
		test: fences
	},
	{
		line: 27,
		what: 'no page stands in a frame',
		edits: [edit('svelte.config.js', ",\n				'frame-ancestors': ['none']", '')],
		test: fences
	},
	header(
		'https is kept to',
		"		...(secure ? { 'strict-transport-security': `max-age=${yearSeconds}` } : {})\n"
	),
	header('nosniff', "		'x-content-type-options': 'nosniff',\n"),
	header('Cross-Origin-Opener-Policy', "		'cross-origin-opener-policy': 'same-origin',\n"),
	header('Referrer-Policy', "		'referrer-policy': 'same-origin',\n"),
	header(
		'Permissions-Policy',
		"		'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',\n"
	),
	{
		line: 28,
		what: 'files and the shell, which pass no hook, have them too',
		edits: [edit('server.js', "slots[Symbol.for('inkling.app')]?.headers ?? {}", '{}')],
		test: fences
	}
];
