import type { Page } from '@playwright/test';

/** From the click on a chat in the list to the frame that shows its newest message, inside the page, in ms. */
export function openAndMeasure(page: Page, name: string): Promise<number> {
	return page.evaluate(async (title) => {
		const endsAtNewest = (log: Element | null) => {
			const box = [...(log?.querySelectorAll('article') ?? [])].at(-1)?.getBoundingClientRect();
			const area = log?.getBoundingClientRect();
			return box && area && box.height > 0 && box.top >= area.top && box.bottom <= area.bottom + 1;
		};
		const links = [...document.querySelectorAll<HTMLAnchorElement>('nav a')];
		const link = links.find((each) => each.textContent?.includes(title));
		if (!link) throw new Error(`There is no link to ${title}.`);
		const started = performance.now();
		link.click();
		for (;;) {
			await new Promise((resolve) => requestAnimationFrame(resolve));
			const heading = document.querySelector('main h1, main h2')?.textContent ?? '';
			const log = document.querySelector('[role="log"]');
			if (heading.includes(title) && endsAtNewest(log)) return performance.now() - started;
			if (performance.now() - started > 10_000) throw new Error('The chat did not open.');
		}
	}, name);
}
