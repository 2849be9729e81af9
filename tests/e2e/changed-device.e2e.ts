import type { Page } from '@playwright/test';
import { faultsOf } from './support/axe.ts';
import { phone } from './support/devices.ts';
import {
	ana,
	ben,
	composer,
	messageWith,
	openChat,
	saving,
	say,
	signUpBoth,
	startChat
} from './support/people.ts';
import { expect, test } from './support/test.ts';

/** The device is somewhere else from now on, as one that travelled or was copied. */
async function travel(page: Page, timezoneId: string) {
	const debug = await page.context().newCDPSession(page);
	await debug.send('Emulation.setTimezoneOverride', { timezoneId });
}

test('a device that looks otherwise shows nothing until the person confirms, and keeps what was not sent', async ({
	openBrowser
}) => {
	const anas = await openBrowser({ ...phone, colorScheme: 'dark' });
	const bens = await openBrowser();
	await signUpBoth(anas, bens);
	await startChat(anas, ben);
	await say(anas, 'Before the journey');
	await expect(messageWith(anas, 'Before the journey')).toHaveAttribute('data-state', 'sent');
	await anas.context().setOffline(true);
	await say(anas, 'Written on the way');
	await composer(anas).click();
	await anas.keyboard.type('A draft of the journey');
	await expect(saving(anas)).toHaveText('Saved on this device');

	await travel(anas, 'Asia/Tokyo');
	await anas.context().setOffline(false);
	const heading = anas.getByRole('heading', { name: 'Is it you, Ana Ruiz?' });
	await expect(heading).toBeVisible();
	await expect(messageWith(anas, 'Before the journey')).toHaveCount(0);
	await expect(anas.getByLabel('Password')).toBeFocused();
	expect(await faultsOf(anas)).toEqual([]);
	// Also after a reload, and without a network.
	await anas.reload();
	await expect(heading).toBeVisible();
	await anas.getByLabel('Password').fill('not this one');
	await anas.getByRole('button', { name: 'Confirm' }).click();
	await expect(anas.getByText('The present password is wrong.')).toBeVisible();
	await anas.getByLabel('Password').fill(ana.password);
	await anas.getByRole('button', { name: 'Confirm' }).click();
	await expect(composer(anas)).toHaveText('A draft of the journey');
	await expect(saving(anas)).toHaveText('Saved');
	await openChat(bens, ana.displayName);
	await expect(messageWith(bens, 'Written on the way')).toHaveCount(1);
});
