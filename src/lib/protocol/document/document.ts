/** A mark of a text: bold, italic, strike, code, or a link with its `href`. */
export type DocumentMark = { type: string; attrs?: Record<string, unknown> };

/** A node of a document in the form of Tiptap and ProseMirror: `toJSON()` gives it, `fromJSON()` takes it. */
export type DocumentNode = {
	type: string;
	attrs?: Record<string, unknown>;
	content?: DocumentNode[];
	marks?: DocumentMark[];
	text?: string;
};

/** What a person wrote: the root node. */
export type Document = DocumentNode & { type: 'doc' };
