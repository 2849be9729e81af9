import { getSchema } from '@tiptap/core';
import { Fragment, Mark, type Node, type NodeType } from '@tiptap/pm/model';
import type { Document } from './document.ts';
import { attributeShapes, noAttributes } from './attributes.ts';
import { documentExtensions } from './extensions.ts';
import { cleanText } from '../shapes.ts';

type Path = (string | number)[];

/** Where a document breaks the rules, and how. */
export class DocumentFault extends Error {
	readonly path: Path;
	constructor(path: Path, message: string) {
		super(message);
		this.path = path;
	}
}

const schema = getSchema(documentExtensions);
const nodeKeys = new Set(['type', 'attrs', 'content', 'marks', 'text']);
const markKeys = new Set(['type', 'attrs']);
/** Made once: to make a shape takes longer than to check a text by it. */
const writtenText = cleanText.min(1, 'must not be empty');

/**
 * The document in its normal form: known nodes, marks and attributes alone, in places where they may stand.
 * The depth must have been bounded before, because this walks by recursion.
 * @throws DocumentFault with the path of the first fault.
 */
export function checkDocument(json: unknown): Document {
	const node = buildNode(json, []);
	if (node.type !== schema.topNodeType) throw new DocumentFault(['type'], 'must be "doc" at the root');
	return node.toJSON() as Document;
}

function buildNode(json: unknown, path: Path): Node {
	const raw = checkObject(json, nodeKeys, path);
	const type =
		typeof raw.type === 'string' && Object.hasOwn(schema.nodes, raw.type) && schema.nodes[raw.type];
	if (!type) throw new DocumentFault([...path, 'type'], 'is not a node that a document may hold');
	const marks = buildMarks(raw.marks, [...path, 'marks']);
	if (type.isText) return schema.text(checkText(raw, path), marks);
	if (raw.text !== undefined) throw new DocumentFault([...path, 'text'], 'only a text node has text');
	const attributes = checkAttributes(type.name, raw.attrs, path);
	return type.create(attributes, buildContent(type, raw.content, path), marks);
}

function buildContent(type: NodeType, json: unknown, path: Path): Fragment {
	const at = [...path, 'content'];
	if (json !== undefined && !Array.isArray(json)) throw new DocumentFault(at, 'must be a list of nodes');
	const children = (json ?? []).map((child: unknown, index: number) => buildNode(child, [...at, index]));
	const misplaced = children.findIndex(
		(child) => !child.marks.every((mark) => type.allowsMarkType(mark.type))
	);
	if (misplaced >= 0) throw new DocumentFault([...at, misplaced, 'marks'], `may not stand in a ${type.name}`);
	const content = Fragment.fromArray(children);
	if (!type.validContent(content)) throw new DocumentFault(at, `is not what a ${type.name} may hold`);
	return content;
}

function buildMarks(json: unknown, path: Path): readonly Mark[] {
	if (json === undefined) return Mark.none;
	if (!Array.isArray(json)) throw new DocumentFault(path, 'must be a list of marks');
	return json.reduce<readonly Mark[]>(
		(marks, item: unknown, index) => buildMark(item, [...path, index]).addToSet(marks),
		Mark.none
	);
}

function buildMark(json: unknown, path: Path): Mark {
	const raw = checkObject(json, markKeys, path);
	const type =
		typeof raw.type === 'string' && Object.hasOwn(schema.marks, raw.type) && schema.marks[raw.type];
	if (!type) throw new DocumentFault([...path, 'type'], 'is not a mark that a text may have');
	return type.create(checkAttributes(type.name, raw.attrs, path));
}

function checkObject(json: unknown, keys: Set<string>, path: Path): Record<string, unknown> {
	if (typeof json !== 'object' || json === null || Array.isArray(json)) {
		throw new DocumentFault(path, 'must be an object');
	}
	const unknown = Object.keys(json).find((key) => !keys.has(key));
	if (unknown !== undefined) throw new DocumentFault([...path, unknown], 'is not a known key');
	return json as Record<string, unknown>;
}

function checkText(raw: Record<string, unknown>, path: Path): string {
	const result = writtenText.safeParse(raw.text);
	if (!result.success)
		throw new DocumentFault([...path, 'text'], result.error.issues[0]?.message ?? 'must be text');
	if (raw.content !== undefined) throw new DocumentFault([...path, 'content'], 'a text has no content');
	return result.data;
}

function checkAttributes(name: string, json: unknown, path: Path): Record<string, unknown> | null {
	const shape = Object.hasOwn(attributeShapes, name) ? attributeShapes[name] : undefined;
	if (!shape && json === undefined) return null;
	const result = (shape ?? noAttributes).safeParse(json ?? {});
	if (result.success) return result.data as Record<string, unknown>;
	const issue = result.error.issues[0];
	throw new DocumentFault(
		[...path, 'attrs', ...((issue?.path ?? []) as Path)],
		issue?.message ?? 'is not a known attribute'
	);
}
