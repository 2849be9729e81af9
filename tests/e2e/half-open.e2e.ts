import { SwallowingProxy } from '../support/swallowing-proxy.ts';
import { waitForInstalled } from './support/lasting-browser.ts';
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
import { expect, test as base } from './support/test.ts';

/** `network`: between the browsers and the server. */
const test = base.extend<{ network: SwallowingProxy }>({
	network: async ({ served }, use) => {
		const proxy = await SwallowingProxy.make(served.url);
		await use(proxy);
		await proxy.close();
	}
});

test('a network that swallows everything and closes nothing is noticed while something waits', async ({
	network,
	openBrowser
}) => {
	const anas = await openBrowser({ baseURL: network.url });
	const bens = await openBrowser({ baseURL: network.url });
	await signUpBoth(anas, bens);
	// What the installation has asked for and the network swallows would hold all connections that a browser has for questions.
	for (const page of [anas, bens]) await waitForInstalled(page);
	await startChat(anas, ben);
	await say(anas, 'Before');
	await expect(messageWith(anas, 'Before')).toHaveAttribute('data-state', 'sent');
	await openChat(bens, ana.displayName);

	network.swallow();
	await say(anas, 'Into the void');
	await composer(anas).click();
	await anas.keyboard.type('A draft');
	await expect(saving(anas)).toHaveText('Saved on this device');
	await expect(anas.getByText('Connecting…').or(anas.getByText('Offline.'))).toBeVisible();
	await say(bens, 'Meanwhile');
	network.heal();
	await expect(messageWith(anas, 'Into the void')).toHaveAttribute('data-state', 'sent');
	await expect(saving(anas)).toHaveText('Saved');
	await expect(messageWith(bens, 'Meanwhile')).toHaveAttribute('data-state', 'sent');
	for (const page of [anas, bens]) {
		await expect(messages(page)).toHaveCount(3);
		await expect(messageWith(page, 'Into the void')).toHaveCount(1);
		await expect(messageWith(page, 'Meanwhile')).toHaveCount(1);
	}
	await expect(composer(anas)).toHaveText('A draft');
});
