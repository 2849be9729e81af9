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
			// The server may close a connection that was kept just when it is used again.
			const response = await route.fetch({ maxRetries: 3 });
			let lost = false;
			const lose = () => {
				lost = true;
				return route.abort();
			};
			await judge({ code: await response.text(), lose });
			if (!lost) await route.fulfill({ response });
		} catch {
			// The page that asked has gone, or the code did not come: then the page is told so, and does not wait for ever.
			await route.abort().catch(() => undefined);
		}
	});
}

/** Holds back the pieces of code that `wanted` names. Answers how to let them through. */
export async function holdChunks(
	context: BrowserContext,
	wanted: (chunk: Chunk) => boolean
): Promise<() => void> {
	let letThrough = () => {};
	const open = new Promise<void>((resolve) => (letThrough = resolve));
	await watchChunks(context, async (chunk) => (wanted(chunk) ? open : undefined));
	return letThrough;
}
