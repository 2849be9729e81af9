import { faultsInBothSchemes } from './support/axe.ts';
import { phone } from './support/devices.ts';
import { signUpBoth } from './support/people.ts';
import { expect, test } from './support/test.ts';

test('who looks after the server sees how it is, and what wants doing; nobody else does', async ({
	openBrowser
}) => {
	const [anas, bens] = [await openBrowser(phone), await openBrowser()];
	await signUpBoth(anas, bens);
	await anas.goto('/settings');
	await anas.getByRole('region', { name: 'This server' }).getByRole('link', { name: 'Health' }).click();
	const list = anas.getByRole('list', { name: 'What was looked at' });
	await expect(list.getByRole('listitem')).toHaveCount(5);
	await expect(list).toContainText('The master key comes from a file beside the data.');
	await expect(list).toContainText(/[\d.]+ [MG]B free; the data takes/);
	await expect(list).toContainText('None since the start.');
	await expect(anas.getByText('Accounts', { exact: true }).locator('+ dd')).toHaveText('2');
	expect(await faultsInBothSchemes(anas)).toEqual([]);

	await anas.context().setOffline(true);
	await anas.getByRole('button', { name: 'Look again' }).click();
	await expect(anas.getByRole('alert')).toContainText('How it is can be seen when you are online.');
	await expect(list.getByRole('listitem')).toHaveCount(5);
	await anas.context().setOffline(false);
	await expect(anas.getByText('How it is can be seen when you are online.')).toHaveCount(0);

	await bens.goto('/server/health');
	await expect(bens.getByRole('alert')).toContainText('Your role on this server does not allow this.');
	await expect(bens.getByRole('list', { name: 'What was looked at' })).toHaveCount(0);
});
