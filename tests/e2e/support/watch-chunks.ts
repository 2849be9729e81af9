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
