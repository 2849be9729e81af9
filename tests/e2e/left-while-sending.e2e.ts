import { ana, messageWith, openChat, say, signUpBoth, startChat } from './support/people.ts';
import { expect, test } from './support/test.ts';

/** Has the mirror's disk busy for as long as the page is there, as a slow one is. */
function occupyMirror(): Promise<void> {
	return new Promise((resolve) => {
		void indexedDB.databases().then(([mirror]) => {
			const opening = indexedDB.open(mirror?.name ?? '');
			opening.onsuccess = () => {
				const stores = [...opening.result.objectStoreNames];
				const store = opening.result.transaction(stores, 'readwrite').objectStore('facts');
				const goOn = () => {
					store.count().onsuccess = goOn;
					resolve();
				};
				goOn();
			};
		});
	});
}

test('a page that is left between Enter and the disk sends the message when it is opened again, once', async ({
	openBrowser
}) => {
	const [anas, bens] = [await openBrowser(), await openBrowser()];
	await signUpBoth(anas, bens);
	await startChat(bens, ana);
	await say(bens, 'Ahoy');
	await openChat(anas, 'Ben Okafor');
	await expect(messageWith(anas, 'Ahoy')).toHaveCount(1);

	await bens.evaluate(occupyMirror);
	await say(bens, 'Are you there?');
	await bens.goto('/settings');
	await expect(messageWith(anas, 'Are you there?')).toHaveCount(1);
	await bens.goBack();
	await expect(messageWith(bens, 'Are you there?')).toHaveCount(1);
	await bens.reload();
	await expect(messageWith(bens, 'Are you there?')).toHaveCount(1);
	await expect(messageWith(anas, 'Are you there?')).toHaveCount(1);
	await expect(bens.getByRole('textbox', { name: 'Message', exact: true })).toHaveText('');
});
