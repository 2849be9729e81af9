import type { Page } from '@playwright/test';

/** A fact of this browser's mirror, as the disk has it. */
export function readFact(page: Page, name: string): Promise<unknown> {
	return page.evaluate(async (key) => {
		const [mirror] = (await indexedDB.databases()).filter((found) => found.name?.startsWith('inkling-'));
		return new Promise<unknown>((resolve, reject) => {
			const opening = indexedDB.open(mirror?.name ?? '');
			opening.onerror = () => reject(opening.error ?? new Error('It does not open.'));
			opening.onsuccess = () => {
				const reading = opening.result.transaction('facts').objectStore('facts').get(key);
				reading.onsuccess = () => {
					opening.result.close();
					resolve((reading.result as { value: unknown } | undefined)?.value);
				};
			};
		});
	}, name);
}
