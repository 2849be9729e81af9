import type { Node } from '@tiptap/pm/model';
import type { Transform } from '@tiptap/pm/transform';
import { defaultLimits } from '../../protocol/limits.ts';

/** How deep a paragraph may stand: the root above it and the words in it count as well. */
const depthMax = defaultLimits.documentDepthMax - 2;

/** A quote or a list in which words stand too deep, with its paragraphs, which can take its place. */
type Deep = { from: number; to: number; paragraphs: Node[] };

/** Takes the words out of the quotes and lists that are nested deeper than the server takes; all other words stay put. */
export function flatten(transform: Transform): void {
	// From the end, so that the places before it stay what they were.
	for (const { from, to, paragraphs } of findTooDeep(transform.doc).reverse()) {
		transform.replaceWith(from, to, paragraphs);
	}
}

function findTooDeep(root: Node): Deep[] {
	const found: Deep[] = [];
	const visit = (parent: Node, start: number, depth: number) =>
		parent.forEach((node, offset) => {
			const from = start + offset;
			if (depth + levelsOf(node) > depthMax) {
				found.push({ from, to: from + node.nodeSize, paragraphs: paragraphsOf(node) });
			} else if (!node.isTextblock) visit(node, from + 1, depth + 1);
		});
	visit(root, 0, 1);
	return found;
}

/** How far below it the first words of a quote or a list stand at least: in a list, an item is between. */
function levelsOf({ type }: Node): number {
	if (type.name === 'blockquote') return 1;
	return type.isInGroup('list') ? 2 : 0;
}

function paragraphsOf(node: Node): Node[] {
	const paragraphs: Node[] = [];
	node.descendants((inner) => {
		if (inner.isTextblock) paragraphs.push(inner);
		return !inner.isTextblock;
	});
	return paragraphs;
}
