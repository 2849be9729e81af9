import type { ESTree } from 'vite';

/** What of a file of a package the browser does not get. Names are `function` or `class.method`, or `variable.property`. */
export type Parts = {
	/** The file, by its path. */
	file: RegExp;
	/** Functions and methods that do nothing for this app: their bodies go. */
	emptied?: string[];
	/** Methods and properties that nothing here asks for. */
	cut?: string[];
	/** What has no name of its own: text that stands there once, and what comes instead. */
	replaced?: [what: string, by: string][];
};

type Node = ESTree.Node;
type Edit = { start: number; end: number; by: string };

/**
 * The code of a module without these parts. What only they used is left out by the bundler.
 * @throws Error when one of them is not there: a newer version of the package wants another look.
 */
export function withoutParts(code: string, program: Node, parts: Parts): string {
	const edits = [
		...(parts.emptied ?? []).map((name) => emptied(bodyOf(find(program, name, parts)))),
		...(parts.cut ?? []).map((name) => withComma(code, find(program, name, parts))),
		...(parts.replaced ?? []).map(([what, by]) => replaced(code, what, by, parts))
	];
	return edits
		.sort((a, b) => b.start - a.start)
		.reduce((lighter, { start, end, by }) => {
			// All else stays at its line and column, for whoever looks at the maps of a build.
			const spaces = code.slice(start + by.length, end).replace(/\S/g, ' ');
			return lighter.slice(0, start) + by + spaces + lighter.slice(end);
		}, code);
}

function find(program: Node, name: string, { file }: Parts): Node {
	const [outer, member] = name.split('.');
	const declared = [...nodesIn(program)].filter((node) => isDeclaration(node) && nameOf(node) === outer);
	const found = member === undefined ? declared : declared.flatMap((node) => membersOf(node, member));
	if (!found[0] || found.length > 1)
		throw new Error(
			`${name} is ${found.length} times in ${file}: scripts/vite/parts must know its new form.`
		);
	return found[0];
}

/** The methods of a class that have this name; where there is none, the properties of an object. */
function membersOf(node: Node, name: string): Node[] {
	const named = [...nodesIn(node)].filter((part) => nameOf(part) === name);
	const methods = named.filter(({ type }) => type === 'MethodDefinition');
	return methods.length > 0 ? methods : named.filter(({ type }) => type === 'Property');
}

const isDeclaration = ({ type }: Node) =>
	type === 'FunctionDeclaration' || type === 'ClassDeclaration' || type === 'VariableDeclarator';

function nameOf(node: Node): string | undefined {
	const named = 'key' in node ? node.key : 'id' in node ? node.id : null;
	if (!isNode(named)) return undefined;
	if (named.type === 'Identifier') return named.name;
	return named.type === 'Literal' ? String(named.value) : undefined;
}

function bodyOf(node: Node): Node {
	const body = [...nodesIn(node)].find(({ type }) => type === 'BlockStatement');
	if (!body) throw new Error(`${nameOf(node)} has no body.`);
	return body;
}

const emptied = ({ start, end }: Node): Edit => ({ start, end, by: '{}' });

function withComma(code: string, { start, end }: Node): Edit {
	const comma = /^\s*,/.exec(code.slice(end))?.[0].length ?? 0;
	return { start, end: end + comma, by: '' };
}

function replaced(code: string, what: string, by: string, { file }: Parts): Edit {
	const start = code.indexOf(what);
	if (start < 0 || code.includes(what, start + 1))
		throw new Error(`“${what}” is not once in ${file}: scripts/vite/parts must know its new form.`);
	return { start, end: start + what.length, by };
}

/** The node and all below it, from the outside inwards. */
function* nodesIn(node: Node): Generator<Node> {
	yield node;
	for (const value of Object.values(node))
		for (const child of [value].flat()) if (isNode(child)) yield* nodesIn(child);
}

const isNode = (value: unknown): value is Node =>
	typeof value === 'object' && value !== null && 'type' in value;
