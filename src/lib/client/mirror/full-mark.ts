const keyOf = (userId: string) => `inkling.full.${userId}`;

/** Notes where there is room even then, for all tabs, whether the mirror is full. */
export function markFull(userId: string, full: boolean): void {
	if (full === isFull(userId)) return;
	if (full) localStorage.setItem(keyOf(userId), 'full');
	else localStorage.removeItem(keyOf(userId));
	// The browser tells the other tabs alone.
	dispatchEvent(new StorageEvent('storage', { key: keyOf(userId) }));
}

export function isFull(userId: string): boolean {
	return localStorage.getItem(keyOf(userId)) !== null;
}
