import type { ESTree } from 'vite';

/** Tiptap's extensions say here how they are written as Markdown, which `@tiptap/markdown` asks, and nothing else. */
const fields = /^(parseMarkdown|renderMarkdown|markdownTokenName|markdownTokenizer|markdownOptions)$/;
const makers = /^create\w*MarkdownSpec$/;

type Node = ESTree.Node;

/** The code of a module without the properties that are about Markdown; spaces stand in their place. */
export function withoutMarkdown(code: string, program: Node): string {
	let lighter = code;
	const cut = ({ start, end }: Node) => {
		const after = /^\s*,/.exec(code.slice(end))?.[0].length ?? 0;
		lighter = lighter.slice(0, start) + ' '.repeat(end + after - start) + lighter.slice(end + after);
	};
	const visit = (node: Node) => {
		if (isOfMarkdown(node)) return cut(node);
		for (const value of Object.values(node))
			for (const child of [value].flat()) if (isNode(child)) visit(child);
	};
	visit(program);
	return lighter;
}

function isOfMarkdown(node: Node): boolean {
	if (node.type === 'Property') return node.key.type === 'Identifier' && fields.test(node.key.name);
	if (node.type !== 'SpreadElement' || node.argument.type !== 'CallExpression') return false;
	const { callee } = node.argument;
	return callee.type === 'Identifier' && makers.test(callee.name);
}

const isNode = (value: unknown): value is Node =>
	typeof value === 'object' && value !== null && 'type' in value;
