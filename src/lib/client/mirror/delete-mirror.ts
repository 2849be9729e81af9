/**
 * Deletes a person's mirror without opening it.
 * @throws DOMException if the browser cannot
 */
export function deleteMirror(userId: string): Promise<void> {
	return new Promise((resolve, reject) => {
		const request = indexedDB.deleteDatabase(`inkling-${userId}`);
		request.onsuccess = () => resolve();
		request.onerror = () => reject(request.error ?? new Error('The data cannot be removed.'));
	});
}
