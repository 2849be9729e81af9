import { common, createLowlight } from 'lowlight';

/** A piece of code, and what it is in its language: the class of highlight.js without `hljs-`; null is nothing special. */
export type CodePart = { text: string; kind: string | null };

type Node = ReturnType<ReturnType<typeof createLowlight>['highlight']>['children'][number];

const lowlight = createLowlight(common);

/** Below this certainty a language that nobody named is a guess; by highlight.js's own measure. */
const relevanceMin = 5;

/** The parts of a code block, in order. Where no language is named the likeliest of a few is taken; null where none is likely. */
export function highlight(code: string, language: string | null): CodePart[] | null {
	const named = language && lowlight.registered(language);
	const tree = named ? lowlight.highlight(language, code) : lowlight.highlightAuto(code);
	if (!named && (tree.data?.relevance ?? 0) < relevanceMin) return null;
	const parts: CodePart[] = [];
	for (const node of tree.children) collect(node, null, parts);
	return parts;
}

function collect(node: Node, kind: string | null, parts: CodePart[]): void {
	if (node.type === 'text') return void parts.push({ text: node.value, kind });
	if (node.type !== 'element') return;
	const [first] = [node.properties.className].flat();
	const inner = typeof first === 'string' ? first.replace(/^hljs-/, '') : kind;
	for (const child of node.children) collect(child, inner, parts);
}
