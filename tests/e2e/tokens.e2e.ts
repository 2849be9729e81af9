import type { Page } from '@playwright/test';
import { newId } from '../../src/lib/protocol/ids.ts';
import { faultsInBothSchemes } from './support/axe.ts';
import { phone } from './support/devices.ts';
import { ana, messageWith, openChat, say, signUpBoth, startChat } from './support/people.ts';
import { expect, test } from './support/test.ts';

const text = (words: string) => ({
	type: 'doc',
	content: [{ type: 'paragraph', content: [{ type: 'text', text: words }] }]
});

/** Asks as a script does: by HTTP, without a browser and its cookies. */
async function ask(page: Page, token: string, event: string, payload: object): Promise<Response> {
	return fetch(new URL(`/api/v1/${event}`, page.url()), {
		method: 'POST',
		headers: { authorization: `Bearer ${token}` },
		body: JSON.stringify(payload)
	});
}

test('a script writes with a token until the token is revoked', async ({ openBrowser }) => {
	const [anas, bens] = [await openBrowser(), await openBrowser(phone)];
	await signUpBoth(anas, bens);
	await startChat(bens, ana);
	await say(bens, 'Ahoy');
	const chatId = new URL(bens.url()).pathname.split('/').at(-1) ?? '';

	await bens.goto('/settings');
	const section = bens.getByRole('region', { name: 'Access tokens' });
	await expect(section).toContainText('There is no token.');
	await section.getByRole('button', { name: 'Make a token' }).click();
	// Nobody but who looks after the server can have the server looked after.
	await expect(section.getByRole('checkbox')).toHaveCount(3);
	await section.getByRole('button', { name: 'Make the token' }).click();
	const name = section.getByRole('textbox', { name: 'What it is for' });
	await expect(name).toBeFocused();
	await expect(section).toContainText('Say what it is for.');
	await name.fill('Nightly build');
	await section.getByRole('checkbox', { name: /^Read/ }).uncheck();
	expect(await faultsInBothSchemes(bens)).toEqual([]);

	await bens.context().setOffline(true);
	await section.getByRole('button', { name: 'Make the token' }).click();
	await expect(section.getByText('The server cannot be reached.')).toBeVisible();
	await bens.context().setOffline(false);
	await section.getByRole('button', { name: 'Make the token' }).click();
	const shown = section.getByRole('textbox', { name: 'Token', exact: true });
	await expect(shown).toHaveValue(/^ink_[\w-]{43}$/);
	const token = await shown.inputValue();
	expect(await faultsInBothSchemes(bens)).toEqual([]);

	await openChat(anas, 'Ben Okafor');
	const payload = () => ({ id: newId(), chatId, content: text('The build is green') });
	expect((await ask(bens, token, 'message.send', payload())).status).toBe(200);
	await expect(messageWith(anas, 'The build is green')).toHaveCount(1);
	expect((await ask(bens, token, 'chat.messages.get', { chatId, limit: 1 })).status).toBe(403);

	await bens.reload();
	const list = section.getByRole('list', { name: 'Tokens' });
	await expect(list.getByRole('listitem')).toContainText([/Nightly build.*Write.*last used/s]);
	await expect(bens.locator('body')).not.toContainText(token);
	await section.getByRole('button', { name: 'Revoke Nightly build' }).click();
	await section.getByRole('button', { name: 'Revoke the token' }).click();
	await expect(section).toContainText('There is no token.');
	expect((await ask(bens, token, 'message.send', payload())).status).toBe(401);
});

test('a bot is made, gets a token, and answers in a chat that it was added to', async ({ openBrowser }) => {
	const [anas, bens] = [await openBrowser(phone), await openBrowser()];
	await signUpBoth(anas, bens);
	await anas.goto('/settings');
	await anas.getByRole('region', { name: 'This server' }).getByRole('link', { name: 'Bots' }).click();
	await expect(anas.getByText('There is no bot on this server.')).toBeVisible();
	expect(await faultsInBothSchemes(anas)).toEqual([]);
	await anas.getByRole('button', { name: 'Make a bot' }).click();
	await anas.getByRole('textbox', { name: 'Name', exact: true }).fill('Build watcher');
	await anas.getByRole('textbox', { name: 'Username' }).fill('ana');
	await anas.getByRole('button', { name: 'Make the bot' }).click();
	await expect(anas.getByText('It is taken; please choose another.')).toBeVisible();
	await anas.getByRole('textbox', { name: 'Username' }).fill('watcher');
	expect(await faultsInBothSchemes(anas)).toEqual([]);
	await anas.getByRole('button', { name: 'Make the bot' }).click();

	const tokens = anas.getByRole('group', { name: 'Tokens of Build watcher' });
	await tokens.getByRole('button', { name: 'Make a token' }).click();
	await tokens.getByRole('textbox', { name: 'What it is for' }).fill('On the build machine');
	await tokens.getByRole('combobox', { name: 'It holds' }).selectOption('Until it is revoked');
	await tokens.getByRole('button', { name: 'Make the token' }).click();
	const token = await tokens.getByRole('textbox', { name: 'Token', exact: true }).inputValue();
	await tokens.getByRole('button', { name: 'Done' }).click();
	await expect(anas.getByRole('list', { name: 'Bots' })).toContainText('one token');
	expect(await faultsInBothSchemes(anas)).toEqual([]);

	await startChat(bens, { username: 'watcher', displayName: 'Build watcher', password: '' });
	await say(bens, 'Is it green?');
	const chatId = new URL(bens.url()).pathname.split('/').at(-1) ?? '';
	const payload = { id: newId(), chatId, content: text('It is.') };
	// The chat is there for the bot once the question has arrived.
	await expect.poll(async () => (await ask(anas, token, 'message.send', payload)).status).toBe(200);
	await expect(messageWith(bens, 'It is.')).toHaveCount(1);
	await expect(messageWith(bens, 'It is.').getByText('Bot', { exact: true })).toBeVisible();
	await expect(bens.getByRole('main').getByText('bot', { exact: true })).toBeVisible();
	expect(await faultsInBothSchemes(bens)).toEqual([]);

	await anas.getByRole('button', { name: 'Disable Build watcher' }).click();
	await expect(anas.getByRole('button', { name: 'Enable Build watcher' })).toBeVisible();
	expect((await ask(anas, token, 'chat.messages.get', { chatId, limit: 1 })).status).toBe(401);
	await anas.goto('/server/health');
	await expect(anas.getByRole('link', { name: 'Health' })).toBeInViewport({ ratio: 0.9 });
	await bens.goto('/server/bots');
	await expect(bens.getByRole('alert')).toContainText('Your role on this server does not allow this.');
});
