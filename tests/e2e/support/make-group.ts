import type { Page } from '@playwright/test';
import { openChat } from './people.ts';

/** A group of two can be begun by the API alone: the dialog makes a direct chat of it. Opens it. */
export async function makeGroup(
	page: Page,
	others: { username: string } | { username: string }[],
	title: string
): Promise<void> {
	await page.evaluate(
		async ({ usernames, title }) => {
			const ask = async (event: string, body: unknown) => {
				const response = await fetch(`/api/v1/${event}`, {
					method: 'POST',
					headers: { 'content-type': 'application/json' },
					body: JSON.stringify(body)
				});
				return ((await response.json()) as { data: never }).data;
			};
			const id = () => {
				const hex = Date.now().toString(16).padStart(12, '0');
				return `${hex.slice(0, 8)}-${hex.slice(8)}-7${crypto.randomUUID().slice(15)}`;
			};
			const memberIds: (string | undefined)[] = [];
			for (const query of usernames) {
				const [person] = (await ask('users.search', { query, limit: 1 })) as { id: string }[];
				memberIds.push(person?.id);
			}
			const chatId = id();
			await ask('chat.create', { id: chatId, kind: 'group', memberIds, title });
			const words = { type: 'text', text: `Welcome to ${title}` };
			const content = { type: 'doc', content: [{ type: 'paragraph', content: [words] }] };
			await ask('message.send', { id: id(), chatId, content });
		},
		{ usernames: [others].flat().map(({ username }) => username), title }
	);
	await openChat(page, title);
}
