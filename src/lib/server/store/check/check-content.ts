import { readForm, type Checked } from '../open-for-check.ts';
import { findClosed } from './find-closed.ts';
import { findLostKeys } from './find-lost-keys.ts';
import { findMiscounts } from './find-miscounts.ts';
import { findStrays } from './find-strays.ts';

/**
 * Looks at everything that a database holds whose file is whole: numbers, references, keys, and every sealed value. Yields
 * what is wrong, a sentence each. In another form than the present one nothing is looked at.
 */
export async function* checkContent(checked: Checked): AsyncGenerator<string> {
	if ((await readForm(checked)).form !== 'present') return;
	yield* findMiscounts(checked);
	yield* findStrays(checked);
	yield* findLostKeys(checked);
	yield* findClosed(checked);
}
