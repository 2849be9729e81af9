import type { Page } from '@playwright/test';

/** How many rows a table of this browser's mirror holds. */
export function countInMirror(page: Page, table: 'chats' | 'messages'): Promise<number> {
	return page.evaluate(async (name) => {
		const [mirror] = (await indexedDB.databases()).filter((found) => found.name?.startsWith('inkling-'));
		return new Promise<number>((resolve, reject) => {
			const opening = indexedDB.open(mirror?.name ?? '');
			opening.onerror = () => reject(opening.error ?? new Error('It does not open.'));
			opening.onsuccess = () => {
				const counting = opening.result.transaction(name).objectStore(name).count();
				counting.onsuccess = () => {
					opening.result.close();
					resolve(counting.result);
				};
			};
		});
	}, table);
}
