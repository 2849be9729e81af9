import type { KeyProvider } from '../keyring/key-provider.ts';
import { checkContent } from '../store/check/check-content.ts';
import { openForCheck, readForm, type Form } from '../store/open-for-check.ts';

/**
 * Looks through a database, which may be in use, a backup, or what was set aside: the file, and all that it holds. `findings`: what is wrong, a
 * sentence each. @throws Error in words where it cannot be looked at.
 */
export async function checkDatabase(
	file: string,
	provider: KeyProvider
): Promise<{ form: Form; findings: string[] }> {
	const checked = openForCheck(file, provider);
	try {
		const faults = checked.fileFaults().map((fault) => `The file is damaged: ${fault}`);
		if (faults.length > 0) return { form: 'present', findings: faults };
		const { form } = await readForm(checked);
		if (form === 'newer')
			throw new Error(`${file} is in the form of a later version of Inkling. Check it with that.`);
		return { form, findings: await Array.fromAsync(checkContent(checked)) };
	} finally {
		checked.close();
	}
}
