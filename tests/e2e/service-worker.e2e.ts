import { waitForInstalled } from './support/lasting-browser.ts';
import { ana, signUp } from './support/people.ts';
import { expect, test } from './support/test.ts';

test('where the app could not be put on the device, it is tried again with the next connection', async ({
	openBrowser
}) => {
	const page = await openBrowser();
	// As when the network goes between the page and its worker. A page that throws fails the test.
	await page.addInitScript(() => {
		const { serviceWorker } = navigator;
		const register = serviceWorker.register.bind(serviceWorker);
		serviceWorker.register = (...how) => {
			serviceWorker.register = register;
			sessionStorage.setItem('refused', String(how[0]));
			return Promise.reject(new TypeError('An unknown error occurred when fetching the script.'));
		};
	});
	await signUp(page, ana);
	await expect
		.poll(() => page.evaluate(() => sessionStorage.getItem('refused')))
		.toMatch(/service-worker\.js$/);
	await page.context().setOffline(true);
	await expect(page.getByText('Offline')).toBeVisible();
	await page.context().setOffline(false);
	await waitForInstalled(page);
});
