import type { BrowserContext } from '@playwright/test';

/** A piece of the app's code on its way to a page. `lose`: it never gets there. */
export type Chunk = { code: string; lose: () => Promise<void> };

/** Lets `judge` see each piece of code before the page gets it. */
export async function watchChunks(
	context: BrowserContext,
	judge: (chunk: Chunk) => Promise<void>
): Promise<void> {
	await context.route('**/_app/immutable/chunks/*.js', async (route) => {
		try {
			const response = await route.fetch();
			let lost = false;
			const lose = () => {
				lost = true;
				return route.abort();
			};
			await judge({ code: await response.text(), lose });
			if (!lost) await route.fulfill({ response });
		} catch {
			// The page that asked has gone: nobody waits for an answer.
		}
	});
}
