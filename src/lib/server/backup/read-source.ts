import { readManifest, type Manifest } from './manifest.ts';
import { ownName } from './own-name.ts';

/** What may be put into the place of the database. @throws Error in words where the file may not. */
export async function readSource(file: string, database: string): Promise<Manifest> {
	if (ownName(file, database) === 'own')
		throw new Error(
			`${file} is one of the files of the database itself, or has the name of one, and a restore would take it away. ` +
				'Nothing was changed. If it is a backup, give it another name first.'
		);
	return readManifest(file);
}
