import {
	ana,
	ben,
	composer,
	openChat,
	saving,
	say,
	signIn,
	signUpBoth,
	startChat
} from './support/people.ts';
import { expect, test } from './support/test.ts';

test('a text that another device wrote over is in the history, can be compared and restored', async ({
	openBrowser
}) => {
	const [desk, phone, bens] = [await openBrowser(), await openBrowser(), await openBrowser()];
	await signUpBoth(desk, bens);
	await startChat(desk, ben);
	await say(desk, 'Hello');
	await desk.keyboard.type('Written at the desk');
	await expect(saving(desk)).toHaveText('Saved');
	await signIn(phone, ana);
	await openChat(phone, ben.displayName);
	await expect(composer(phone)).toHaveText('Written at the desk');
	await composer(phone).click();
	await phone.keyboard.press('Control+A');
	await phone.keyboard.type('Written on the phone');
	await expect(saving(phone)).toHaveText('Saved');
	await expect(composer(desk)).toHaveText('Written on the phone');

	await desk.getByRole('button', { name: 'Draft history' }).click();
	const history = desk.getByRole('dialog', { name: 'Draft history' });
	const entry = history.getByRole('listitem').first();
	await expect(entry).toContainText('Written at the desk');
	await expect(entry).toContainText('This device');
	await entry.getByRole('button', { name: 'Compare' }).click();
	await expect(entry.locator('del')).toHaveText(['at', 'desk']);
	await expect(entry.locator('ins')).toHaveText(['on', 'phone']);
	await entry.getByRole('button', { name: 'Restore' }).click();
	await expect(history).toBeHidden();
	for (const page of [desk, phone]) await expect(composer(page)).toHaveText('Written at the desk');

	await phone.getByRole('button', { name: 'Draft history' }).click();
	const kept = phone.getByRole('dialog').getByRole('listitem').filter({ hasText: 'Written on the phone' });
	await expect(kept).toHaveCount(1);
});

test('all drafts stand on one page, are found by their words, and a deleted one comes back', async ({
	openBrowser
}) => {
	const [anas, bens] = [await openBrowser(), await openBrowser()];
	await signUpBoth(anas, bens);
	await startChat(anas, ben);
	await say(anas, 'Hello');
	await anas.keyboard.type('Half a thought');
	await expect(saving(anas)).toHaveText('Saved');
	await anas.getByRole('link', { name: 'Drafts' }).click();
	const drafts = anas.getByRole('list', { name: 'Drafts' }).getByRole('listitem');
	await expect(drafts).toHaveCount(1);
	await expect(drafts).toContainText(ben.displayName);
	await anas.getByRole('searchbox', { name: 'Search drafts' }).fill('nothing like it');
	await expect(drafts).toHaveCount(0);
	await anas.getByRole('searchbox', { name: 'Search drafts' }).fill('THOUGHT');
	await expect(drafts).toHaveCount(1);

	await drafts.getByRole('button', { name: /^Delete/ }).click();
	await expect(drafts).toHaveCount(0);
	await anas.getByRole('button', { name: 'Undo' }).click();
	await expect(drafts).toContainText('Half a thought');
	await drafts.getByRole('link').click();
	await expect(composer(anas)).toHaveText('Half a thought');
	await expect(saving(anas)).toHaveText('Saved');
});
