import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** What axe finds, in words: the rule and where. Nothing moves from here on: a colour half-way to another has no contrast of its own. */
export async function faultsOf(page: Page): Promise<string[]> {
	await page.emulateMedia({ reducedMotion: 'reduce' });
	const { violations } = await new AxeBuilder({ page }).analyze();
	return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
}

/** What axe finds in the light and in the dark. The page stays dark. */
export async function faultsInBothSchemes(page: Page): Promise<string[]> {
	const faults: string[] = [];
	for (const colorScheme of ['light', 'dark'] as const) {
		await page.emulateMedia({ colorScheme });
		faults.push(...(await faultsOf(page)).map((fault) => `${colorScheme}: ${fault}`));
	}
	return faults;
}
