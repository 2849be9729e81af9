import { getSchema } from '@tiptap/core';
import { Transform } from '@tiptap/pm/transform';
import { expect, test } from 'vitest';
import type { Document, DocumentNode } from '../../protocol/document/document.ts';
import { documentOf } from '../../protocol/document/document-shape.ts';
import { documentExtensions } from '../../protocol/document/extensions.ts';
import { plainText } from '../../protocol/document/plain-text.ts';
import { defaultLimits } from '../../protocol/limits.ts';
import { flatten } from './flatten.ts';

const schema = getSchema(documentExtensions);
const shape = documentOf(defaultLimits, { mayBeBlank: false });

const say = (text: string): DocumentNode => ({ type: 'paragraph', content: [{ type: 'text', text }] });
const quote = (...content: DocumentNode[]): DocumentNode => ({ type: 'blockquote', content });
const list = (...content: DocumentNode[]): DocumentNode => ({
	type: 'bulletList',
	content: [{ type: 'listItem', content: [say('item'), ...content] }]
});

/** As many levels as are asked for, with words before, in and after each. */
function nest(levels: number, wrap: (level: number) => typeof quote): DocumentNode {
	let node = say('the deepest words');
	for (let level = levels; level > 0; level--) {
		node = wrap(level)(say(`before ${level}`), node, say(`after ${level}`));
	}
	return node;
}

function flattened(node: DocumentNode): Document {
	const transform = new Transform(
		schema.nodeFromJSON({ type: 'doc', content: [say('first'), node, say('last')] })
	);
	flatten(transform);
	transform.doc.check();
	return transform.doc.toJSON() as Document;
}

test.each([
	['quotes', () => quote],
	['lists', () => list],
	['quotes and lists', (level: number) => (level % 2 ? quote : list)],
	['lists in a quote', (level: number) => (level === 1 ? quote : list)]
] as const)('%s of any depth become what the server takes, with every word in its order', (_name, wrap) => {
	for (const levels of [29, 30, 31, 32, 60, 61, 62, 63, 64, 200]) {
		const node = nest(levels, wrap);
		const document = flattened(node);
		expect(shape.safeParse(document).error?.issues, String(levels)).toBeUndefined();
		expect(plainText(document)).toBe(`first\n${plainText(node)}\nlast`);
	}
});

test('what the server takes stays as it is', () => {
	const node = nest(61, () => quote);
	const document = { type: 'doc', content: [node] };
	expect(shape.safeParse(document).success).toBe(true);
	expect(shape.safeParse({ type: 'doc', content: [quote(node)] }).success).toBe(false);
	expect(flattened(node).content?.[1]).toEqual(schema.nodeFromJSON(node).toJSON());
});
