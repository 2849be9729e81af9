import type { Page } from '@playwright/test';
import {
	ana,
	ben,
	composer,
	messageWith,
	messages,
	openChat,
	saving,
	say,
	signUpBoth,
	startChat
} from './support/people.ts';
import { openActions, phone } from './support/devices.ts';
import { expect, test } from './support/test.ts';

const reaction = (page: Page, words: string, name: string) =>
	messageWith(page, words).getByRole('list', { name: 'Reactions' }).getByRole('button', { name });

test('a reaction is set from the menu and from the whole list, counted, and taken off', async ({
	openBrowser
}) => {
	const [anas, bens] = [await openBrowser(), await openBrowser(phone)];
	await signUpBoth(anas, bens);
	await startChat(anas, ben);
	await say(anas, 'Boats at dawn');
	await openChat(bens, ana.displayName);
	await openActions(bens, messageWith(bens, 'Boats').last());
	await bens.getByRole('menuitem', { name: 'React with thumbs up' }).click();
	await expect(reaction(anas, 'Boats', '👍 1')).toHaveAttribute('aria-pressed', 'false');
	await reaction(anas, 'Boats', '👍 1').click();
	await expect(reaction(bens, 'Boats', '👍 2')).toHaveAttribute('aria-pressed', 'true');

	await openActions(anas, messageWith(anas, 'Boats').last());
	await anas.getByRole('menuitem', { name: 'React', exact: true }).click();
	const picker = anas.getByRole('dialog', { name: 'Choose an emoji' });
	await picker.getByRole('searchbox', { name: 'Search emoji' }).fill('sail');
	await picker.getByRole('button', { name: 'sailboat' }).click();
	await expect(reaction(bens, 'Boats', '⛵ 1')).toBeVisible();

	await anas.context().setOffline(true);
	await reaction(anas, 'Boats', '👍 2').click();
	await expect(reaction(anas, 'Boats', '👍 1')).toHaveAttribute('aria-pressed', 'false');
	await anas.context().setOffline(false);
	await expect(reaction(bens, 'Boats', '👍 1')).toHaveAttribute('aria-pressed', 'true');
});

test('a reply quotes what it answers, is part of the draft, and leads back', async ({ openBrowser }) => {
	const [anas, bens] = [await openBrowser(), await openBrowser(phone)];
	await signUpBoth(anas, bens);
	await startChat(anas, ben);
	await say(anas, 'Where are the boats?');
	for (let n = 0; n < 40; n++) await say(anas, `In between ${n}`);
	await openChat(bens, ana.displayName);
	await bens.getByRole('log').hover();
	await bens.mouse.wheel(0, -20_000);
	await openActions(bens, messageWith(bens, 'Where are the boats?').last());
	await bens.getByRole('menuitem', { name: 'Reply' }).click();
	await expect(bens.getByRole('group', { name: 'Reply' })).toContainText('Where are the boats?');
	await expect(composer(bens)).toBeFocused();
	await bens.keyboard.type('In the harbour');
	await expect(saving(bens)).toHaveText('Saved');
	await bens.reload();
	await expect(bens.getByRole('group', { name: 'Reply' })).toContainText('Where are the boats?');
	await composer(bens).click();
	await bens.keyboard.press('Enter');
	await expect(bens.getByRole('group', { name: 'Reply' })).toHaveCount(0);
	const answer = messageWith(anas, 'In the harbour');
	await answer.getByRole('button', { name: 'Where are the boats?' }).click();
	await expect(messages(anas).filter({ hasText: 'Where are the boats?' }).first()).toBeInViewport();
});

test('a pinned message is marked for everybody, and a link leads to a message', async ({ openBrowser }) => {
	const [anas, bens] = [await openBrowser(), await openBrowser(phone)];
	await signUpBoth(anas, bens);
	await startChat(anas, ben);
	await say(anas, 'The first word');
	for (let n = 0; n < 40; n++) await say(anas, `In between ${n}`);
	await openChat(bens, ana.displayName);
	await expect(messageWith(bens, 'In between 39')).toBeVisible();
	await bens.goto(`${bens.url()}?message=1`);
	await expect(messageWith(bens, 'The first word')).toBeInViewport();
	await openActions(bens, messageWith(bens, 'The first word').last());
	await bens.getByRole('menuitem', { name: 'Pin' }).click();
	await expect(messageWith(bens, 'The first word')).toContainText('Pinned');
});
