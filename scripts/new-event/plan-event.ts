import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { handlerFileOf } from '../reference/handler-file.ts';
import { ensureImport, insertEntry, insertRow, wordsShared } from './insert.ts';
import { contractEntry, handlerFile, permissionRow, testFile } from './templates.ts';
import { testOf, type Wish } from './wish.ts';

const contractFile = 'src/lib/protocol/contract.ts';
const rowsFolder = 'tests/hub/permissions/rows';

/** The files that an event is made of, each with its whole new text, formatted. `root`: of the repository. */
export async function planEvent(wish: Wish, root: string): Promise<Map<string, string>> {
	const read = (file: string) => readFileSync(join(root, file), 'utf8');
	const rowsFile = findRowsFile(wish.event, root);
	const rows = existsSync(join(root, rowsFile)) ? read(rowsFile) : emptyRows(wish.event);
	const texts = new Map([
		[contractFile, insertEntry(read(contractFile), wish.event, contractEntry(wish))],
		[handlerFileOf(wish.event), handlerFile(wish)],
		[testOf(wish.event), testFile(wish)],
		[rowsFile, withRow(rows, wish)]
	]);
	const formatted = [...texts].map(async ([file, text]) => {
		const options = await resolveConfig(join(root, file));
		return [file, await format(text, { ...options, filepath: join(root, file) })] as const;
	});
	return new Map(await Promise.all(formatted));
}

function withRow(rows: string, wish: Wish): string {
	const { code, imports } = permissionRow(wish);
	return Object.entries(imports).reduce(
		(text, [from, names]) => ensureImport(text, from, names),
		insertRow(rows, wish.event, code)
	);
}

/** The file with the rows of the nearest events; a new one for a name that begins like no other. */
function findRowsFile(event: string, root: string): string {
	const files = readdirSync(join(root, rowsFolder)).map((name) => {
		const source = readFileSync(join(root, rowsFolder, name), 'utf8');
		const shared = [...source.matchAll(/\bevent: '([a-z.]+)'/g)].map(([, other = '']) =>
			wordsShared(event, other)
		);
		const most = Math.max(0, ...shared);
		return { name, most, count: shared.filter((words) => words === most).length };
	});
	const [nearest] = files.sort((one, other) => other.most - one.most || other.count - one.count);
	return join(rowsFolder, nearest && nearest.most > 0 ? nearest.name : `${firstWord(event)}.ts`);
}

function emptyRows(event: string): string {
	// The word alone may be one of the language's own, such as `export` or `new`.
	return `import { type Row } from '../row.ts';\n\nexport const ${firstWord(event)}Rows: Row[] = [];\n`;
}

function firstWord(event: string): string {
	return event.slice(0, event.indexOf('.'));
}
