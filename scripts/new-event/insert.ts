import ts from 'typescript';

type List = ts.ObjectLiteralExpression | ts.ArrayLiteralExpression;

function parse(source: string): ts.SourceFile {
	return ts.createSourceFile('source.ts', source, ts.ScriptTarget.Latest, true);
}

/** The first node that fits, from the top of a file. */
function find<Node extends ts.Node>(root: ts.Node, fits: (node: ts.Node) => node is Node): Node | undefined {
	return fits(root) ? root : ts.forEachChild(root, (child) => find(child, fits));
}

/** How many words two names begin with in common: `message.pin` and `message.pin.list` have two. */
export function wordsShared(one: string, other: string): number {
	const [these, those] = [one.split('.'), other.split('.')];
	const parting = these.findIndex((word, index) => word !== those[index]);
	return parting < 0 ? these.length : parting;
}

/** The source with an entry more in what the function `contract` returns, behind those whose names are nearest. */
export function insertEntry(source: string, event: string, code: string): string {
	const list = find(parse(source), isContract)?.body?.statements.find(ts.isReturnStatement)?.expression;
	if (!list || !ts.isObjectLiteralExpression(list))
		throw new Error('The function contract returns no object that an entry could be put into.');
	const names = list.properties.map(({ name }) => (name && ts.isStringLiteral(name) ? name.text : ''));
	return insertBehind(source, list, nearest(event, names), code);
}

/** The source with a row more in its list, behind those of the nearest events. */
export function insertRow(source: string, event: string, code: string): string {
	const list = find(parse(source), isListOfRows)?.initializer;
	if (!list || !ts.isArrayLiteralExpression(list)) throw new Error('There is no list of rows in the file.');
	return insertBehind(source, list, nearest(event, list.elements.map(eventOf)), code);
}

/** The place of the last name that begins most alike; the last place of all where none begins alike. */
function nearest(event: string, names: string[]): number {
	const most = Math.max(0, ...names.map((name) => wordsShared(event, name)));
	return names.findLastIndex((name) => wordsShared(event, name) === most);
}

/** What `event` is in a row. */
function eventOf(row: ts.Expression): string {
	const named = find(row, isEvent)?.initializer;
	return named && ts.isStringLiteral(named) ? named.text : '';
}

function isEvent(node: ts.Node): node is ts.PropertyAssignment {
	return ts.isPropertyAssignment(node) && node.name.getText() === 'event';
}

function isContract(node: ts.Node): node is ts.FunctionDeclaration {
	return ts.isFunctionDeclaration(node) && node.name?.text === 'contract';
}

function isListOfRows(node: ts.Node): node is ts.VariableDeclaration {
	return ts.isVariableDeclaration(node) && node.type?.getText() === 'Row[]';
}

function insertBehind(source: string, list: List, index: number, code: string): string {
	const items = ts.isArrayLiteralExpression(list) ? list.elements : list.properties;
	const before = items[index];
	const at = before ? before.getEnd() : list.getStart() + 1;
	return `${source.slice(0, at)}${before ? ',' : ''}\n${code}${source.slice(at)}`;
}

/** The source with these names imported from there, which may be imported already. */
export function ensureImport(source: string, from: string, names: string[]): string {
	const declarations = parse(source).statements.filter(ts.isImportDeclaration);
	const there = declarations.find(({ moduleSpecifier }) => moduleSpecifier.getText().slice(1, -1) === from);
	if (!there) {
		const at = declarations.at(-1)?.getEnd() ?? 0;
		return `${source.slice(0, at)}\nimport { ${names.join(', ')} } from '${from}';${source.slice(at)}`;
	}
	const named = there.importClause?.namedBindings;
	if (!named || !ts.isNamedImports(named)) throw new Error(`What is imported from ${from} has no names.`);
	const given = named.elements.map((element) => element.getText());
	const missing = names.filter((name) => !given.includes(name));
	if (missing.length === 0) return source;
	const first = given.findIndex((name) => name.startsWith('type '));
	const all = given.toSpliced(first < 0 ? given.length : first, 0, ...missing);
	return `${source.slice(0, named.getStart())}{ ${all.join(', ')} }${source.slice(named.getEnd())}`;
}
