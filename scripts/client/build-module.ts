import { join, resolve } from 'node:path';
import { build } from 'vite';

/** The client as one module. The files of the contract's room that it needs, and the package that makes its ids, are taken in. */
export async function buildModule(output: string): Promise<void> {
	await build({
		configFile: false,
		root: resolve('clients/typescript'),
		logLevel: 'warn',
		build: {
			outDir: output,
			emptyOutDir: true,
			target: 'es2023',
			minify: false,
			// What is taken in keeps its notice.
			license: { fileName: 'licences.md' },
			lib: { entry: join('src', 'index.ts'), formats: ['es'], fileName: 'index' },
			rolldownOptions: { external: ['socket.io-client'] }
		}
	});
}
