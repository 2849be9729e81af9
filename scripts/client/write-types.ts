import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import ts from 'typescript';

const folder = resolve('clients/typescript');

/** The types of the client: they name no file but each other, because those of the contract are printed in `wire.ts`. */
export function writeTypes(output: string): void {
	const configFile = ts.readConfigFile(join(folder, 'tsconfig.json'), (path) => ts.sys.readFile(path));
	const { options, fileNames } = ts.parseJsonConfigFileContent(configFile.config, ts.sys, folder);
	const program = ts.createProgram(fileNames, {
		...options,
		noEmit: false,
		declaration: true,
		emitDeclarationOnly: true
	});
	mkdirSync(output, { recursive: true });
	const write = (name: string, text: string) => writeFileSync(join(output, basename(name)), text);
	for (const file of program.getSourceFiles()) {
		if (file.fileName.startsWith(join(folder, 'src'))) program.emit(file, write, undefined, true);
	}
}
