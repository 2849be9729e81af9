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

const userAgent = 'Mozilla/5.0 (Android 14; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0';

test('two devices that wrote without each other: a quiet bar names the other, compares, and gives way', async ({
	openBrowser
}) => {
	const [desk, phone, bens] = [await openBrowser(), await openBrowser({ userAgent }), await openBrowser()];
	await signUpBoth(desk, bens);
	await startChat(desk, ben);
	await say(desk, 'Hello');
	await signIn(phone, ana);
	await openChat(phone, ben.displayName);
	await desk.context().setOffline(true);
	await composer(desk).click();
	await desk.keyboard.type('Boats at dawn');
	await expect(saving(desk)).toHaveText('Saved on this device');
	await composer(phone).click();
	await phone.keyboard.type('Boats at noon');
	await expect(saving(phone)).toHaveText('Saved');
	await desk.context().setOffline(false);

	const main = desk.getByRole('main');
	await expect(main).toContainText('Also edited on Firefox on Android');
	await expect(composer(desk)).toHaveText('Boats at dawn');
	await main.getByRole('button', { name: 'Compare' }).click();
	await expect(main.locator('del')).toHaveText('noon');
	await expect(main.locator('ins')).toHaveText('dawn');
	await main.getByRole('button', { name: 'Take over' }).click();
	await expect(composer(desk)).toHaveText('Boats at noon');
	await desk.getByRole('button', { name: 'Draft history' }).click();
	const history = desk.getByRole('dialog', { name: 'Draft history' }).getByRole('listitem');
	await expect(history).toHaveText([/This device.*Boats at dawn/]);
});

test('a draft is kept on this device alone while that is switched on', async ({ openBrowser }) => {
	const [desk, phone, bens] = [await openBrowser(), await openBrowser(), await openBrowser()];
	await signUpBoth(desk, bens);
	await startChat(desk, ben);
	await say(desk, 'Hello');
	await signIn(phone, ana);
	await openChat(phone, ben.displayName);
	const stay = desk.getByRole('checkbox', { name: 'Keep drafts on this device only' });
	await desk.goto('/settings');
	await stay.check();
	await openChat(desk, ben.displayName);
	await desk.keyboard.type('For nobody else');
	await expect(saving(desk)).toHaveText('Saved on this device');
	// What was typed before it would have come first.
	await openChat(bens, ana.displayName);
	await say(bens, 'Meanwhile');
	await expect(phone.getByRole('log')).toContainText('Meanwhile');
	await expect(composer(phone)).toHaveText('');
	await desk.reload();
	await expect(composer(desk)).toHaveText('For nobody else');

	await desk.goto('/settings');
	await expect(stay).toBeChecked();
	await stay.uncheck();
	await expect(composer(phone)).toHaveText('For nobody else');
});
