import { readFileSync } from 'node:fs';
import ts from 'typescript';

/** The comment above each exported constant of a file, by its name. */
export function readComments(file: string): Map<string, string> {
	const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
	const statements = source.statements.filter(ts.isVariableStatement);
	return new Map(
		statements.flatMap((statement) => {
			const comment = ts.getJSDocCommentsAndTags(statement).find(ts.isJSDoc)?.comment;
			const words = ts.getTextOfJSDocComment(comment)?.replace(/\s+/g, ' ');
			if (!words) return [];
			return statement.declarationList.declarations.map(({ name }) => [name.getText(), words] as const);
		})
	);
}
