/** A change of one place: `find` stands once in the file. An empty `replace` takes it away. */
export type Edit = { file: string; find: string; replace: string };

/** What keeps somebody out, how to take it out of the product, and the test that has to fail then. */
export type Protection = {
	/** The number in the project's list; `null`: it stands beside that list. */
	line: number | null;
	what: string;
	edits: Edit[];
	/** `name`: a part of the test's full name. */
	test: { file: string; name: string };
	/** Without the protection something never comes that the test waits for: it fails by its timeout. */
	waits?: true;
};

/** The numbers that the product has to hold; 29 to 32 come with files and link previews. */
export const lines = Array.from({ length: 40 }, (_, index) => index + 1).filter(
	(line) => line < 29 || line > 32
);

export const edit = (file: string, find: string, replace: string): Edit => ({ file, find, replace });

/** Names tests of one file. */
export const testsIn = (file: string) => (name: string) => ({ file, name });

/** The text of each file without the protection. @throws Error unless every place is there, once. */
export function allOut({ edits }: Protection, files: ReadonlyMap<string, string>): Map<string, string> {
	const texts = new Map(files);
	for (const each of edits) texts.set(each.file, takeOut(texts.get(each.file) ?? '', each));
	return texts;
}

function takeOut(text: string, { file, find, replace }: Edit): string {
	const [before = '', after, ...more] = text.split(find);
	if (after === undefined) throw new Error(`${file} no longer holds: ${find}`);
	if (more.length > 0) throw new Error(`${file} holds more than once: ${find}`);
	return before + replace + after;
}
