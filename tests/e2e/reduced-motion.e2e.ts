import { expect, test } from './support/test.ts';

test('who wants no motion sees a new colour at once: nothing passes from one to another', async ({
	openBrowser
}) => {
	const page = await openBrowser({ colorScheme: 'light', reducedMotion: 'reduce' });
	await page.goto('/signup');
	await expect(page.getByRole('button', { name: 'Create account' })).toBeVisible();
	const passing = await page.evaluateHandle(() => {
		const names: string[] = [];
		document.addEventListener('transitionrun', ({ target, propertyName }) => {
			names.push(`${(target as Element).tagName} ${propertyName}`);
		});
		return names;
	});
	await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
	const seen = await passing.evaluate(async (names) => {
		for (let frames = 0; frames < 3; frames++) await new Promise(requestAnimationFrame);
		return { names, dark: matchMedia('(prefers-color-scheme: dark)').matches };
	});
	expect(seen).toEqual({ names: [], dark: true });
});
