import type { Page } from '@playwright/test';
import { makeGroup } from './support/make-group.ts';
import {
	ana,
	ben,
	makeInvite,
	messageWith,
	openChat,
	say,
	signUp,
	signUpBoth,
	startChat,
	type Person
} from './support/people.ts';
import { expect, test } from './support/test.ts';

const carl: Person = { username: 'carl', displayName: 'Carl Friis', password: 'slow and steady' };
const people = (page: Page, list: string) =>
	page.getByRole('dialog').getByRole('list', { name: list, exact: true }).getByRole('listitem');

test('the ticks in a group say how many have read a message, and lead to who', async ({ openBrowser }) => {
	const phone = { viewport: { width: 360, height: 740 } };
	const [anas, bens, carls] = [await openBrowser(), await openBrowser(phone), await openBrowser(phone)];
	await signUp(anas, ana);
	await signUp(bens, ben, await makeInvite(anas));
	await anas.goto('/settings');
	await signUp(carls, carl, await makeInvite(anas));
	await makeGroup(anas, [ben, carl], 'Boats');
	await say(anas, 'Boats at dawn');
	const ticks = (name: string) => messageWith(anas, 'dawn').getByRole('button', { name, exact: true });
	await ticks('Sent').click();
	await expect(people(anas, 'Not read yet')).toHaveText([/Ben Okafor/, /Carl Friis/]);

	await openChat(bens, 'Boats');
	await expect(people(anas, 'Read')).toHaveText([/Ben Okafor/]);
	await expect(people(anas, 'Not read yet')).toHaveText([/Carl Friis/]);
	await expect(anas.getByRole('dialog', { name: 'Read by 1 of 2' })).toBeVisible();
	await anas.keyboard.press('Escape');
	await expect(ticks('Read by 1 of 2')).toBeFocused();

	await openChat(carls, 'Boats');
	await expect(ticks('Read by all')).toBeVisible();
	await messageWith(anas, 'dawn').hover();
	await messageWith(anas, 'dawn').getByRole('button', { name: 'Message actions' }).click();
	await anas.getByRole('menuitem', { name: 'Read by…' }).click();
	await expect(people(anas, 'Read')).toHaveText([/Ben Okafor/, /Carl Friis/]);
	await expect(people(anas, 'Not read yet')).toHaveCount(0);
});

test('a direct chat has the ticks alone; without a network the device tells what it knows', async ({
	openBrowser
}) => {
	const [anas, bens] = [await openBrowser({ viewport: { width: 360, height: 740 } }), await openBrowser()];
	await signUpBoth(anas, bens);
	await startChat(anas, ben);
	await say(anas, 'Only for you');
	await expect(messageWith(anas, 'Only')).toContainText('Sent');
	await openChat(bens, ana.displayName);
	await expect(messageWith(anas, 'Only').getByText('Read', { exact: true })).toBeAttached();
	await expect(messageWith(anas, 'Only').getByRole('button', { name: 'Read' })).toHaveCount(0);

	await anas.goto('/');
	await makeGroup(anas, ben, 'Boats');
	await say(anas, 'Boats at dawn');
	await openChat(bens, 'Boats');
	const ticks = messageWith(anas, 'dawn').getByRole('button', { name: 'Read by all' });
	await expect(ticks).toBeVisible();
	await anas.context().setOffline(true);
	await expect(anas.getByText('Offline.')).toBeVisible();
	await ticks.click();
	await expect(people(anas, 'Read')).toHaveText([/Ben Okafor/]);
});
