import { ana, ben, messageWith, openChat, say, signUpBoth, startChat } from './support/people.ts';
import { StallingProxy } from './support/stalling-proxy.ts';
import { expect, test as base } from './support/test.ts';

/** `network`: brings all but the code that the service worker asks for; the pages ask for theirs as scripts. */
const test = base.extend<{ network: StallingProxy }>({
	network: async ({ served }, use) => {
		const proxy = await StallingProxy.make(
			served.url,
			({ url, headers }) => headers['sec-fetch-dest'] === 'empty' && /^\/_app\/immutable\//.test(url ?? '')
		);
		await use(proxy);
		await proxy.close();
	}
});

test('an installation that gets no answer leaves connections for what the person does', async ({
	network,
	openBrowser
}) => {
	const anas = await openBrowser({ baseURL: network.url });
	const bens = await openBrowser({ baseURL: network.url });
	await signUpBoth(anas, bens);
	await network.firstStall();
	await startChat(anas, ben);
	await say(anas, 'Hello');
	await expect(messageWith(anas, 'Hello')).toHaveAttribute('data-state', 'sent');
	await bens.reload();
	await openChat(bens, ana.displayName);
	await expect(messageWith(bens, 'Hello')).toBeVisible();
	await anas.reload();
	await say(anas, 'Still here');
	await expect(messageWith(bens, 'Still here')).toBeVisible();
});
