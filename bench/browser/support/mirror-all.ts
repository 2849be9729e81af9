import type { Page } from '@playwright/test';

/**
 * Fetches what the mirror lacks of a chat, as the server tells it, and puts it there as rows like those that scrolling back
 * makes: by hand that would take an hour. Answers how many messages the mirror holds then.
 */
export function mirrorAll(page: Page, chatId: string): Promise<number> {
	return page.evaluate(async (id) => {
		type Told = { id: string; seq: number };
		const done = <Value>(request: IDBRequest<Value>) =>
			new Promise<Value>((resolve, reject) => {
				request.onsuccess = () => resolve(request.result);
				request.onerror = () => reject(request.error ?? new Error('IndexedDB failed.'));
			});
		const [found] = (await indexedDB.databases()).filter(({ name }) => name?.startsWith('inkling-'));
		const db = await done(indexedDB.open(found?.name ?? ''));
		const lowest = async () => {
			const index = db.transaction('messages').objectStore('messages').index('[chatId+seq]');
			const cursor = await done(index.openCursor(IDBKeyRange.bound([id, 0], [id, Infinity])));
			return (cursor?.value as Told | undefined)?.seq ?? Infinity;
		};
		for (let beforeSeq = await lowest(); beforeSeq > 1;) {
			const response = await fetch('/api/v1/chat.messages.get', {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ chatId: id, beforeSeq, limit: 100 })
			});
			const answer = (await response.json()) as { ok: boolean; data: Told[] };
			if (!answer.ok) throw new Error(JSON.stringify(answer));
			const writing = db.transaction(['messages', 'histories'], 'readwrite');
			const histories = writing.objectStore('histories');
			const messages = writing.objectStore('messages');
			for (const told of answer.data) messages.put({ ...told, place: told.seq, state: 'sent' });
			const history = (await done(histories.get(id))) as { count: number; bytes: number };
			const bytes = history.bytes + JSON.stringify(answer.data).length + 300 * answer.data.length;
			await done(histories.put({ ...history, count: history.count + answer.data.length, bytes }));
			beforeSeq = answer.data[0]?.seq ?? 1;
		}
		const count = await done(db.transaction('messages').objectStore('messages').count());
		db.close();
		return count;
	}, chatId);
}
