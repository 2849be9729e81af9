let asked = false;

/**
 * Asks the browser not to clear this page's data when the disk runs full. Call it when first words of the person lie
 * there: some browsers ask them, and then they know what it is about.
 */
export async function keepStorage(): Promise<void> {
	// Over plain http there is no such thing.
	if (asked || !('storage' in navigator)) return;
	asked = true;
	if (!(await navigator.storage.persisted())) await navigator.storage.persist();
}
