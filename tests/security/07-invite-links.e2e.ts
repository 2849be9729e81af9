import { ana, ben, makeInvite, signUp } from '../e2e/support/people.ts';
import { expect, test } from '../e2e/support/test.ts';

test('7: what an invite link holds is never told to the server before it is used, and an earlier link works on', async ({
	openBrowser
}) => {
	const anas = await openBrowser();
	await signUp(anas, ana);
	const link = await makeInvite(anas);
	const stranger = await openBrowser();
	const asked: string[] = [];
	stranger.on('request', (request) => asked.push(request.url() + JSON.stringify(request.headers())));
	await stranger.goto('/signup');
	await expect(stranger.getByText('This server is by invitation.')).toBeVisible();
	// The link is opened where the page stands already.
	await stranger.goto(link);
	await expect(stranger.getByText('This server is by invitation.')).toHaveCount(0);
	const token = link.slice(link.indexOf('=') + 1);
	expect(asked.length).toBeGreaterThan(1);
	expect(asked.filter((line) => line.includes(token))).toEqual([]);
	await signUp(stranger, ben, link.replace('#', '?'));
});
