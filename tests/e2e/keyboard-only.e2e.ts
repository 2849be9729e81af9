import type { Locator, Page } from '@playwright/test';
import {
	ana,
	ben,
	chatLink,
	composer,
	messages,
	messageWith,
	saving,
	type Person
} from './support/people.ts';
import { expect, test } from './support/test.ts';

const stepsMax = 120;

/** Presses a key until something has the focus, and looks whether one sees that it has. */
async function go(page: Page, target: Locator, key = 'Tab'): Promise<void> {
	await target.waitFor();
	const focused = () => target.evaluate((element) => element === document.activeElement);
	for (let step = 0; !(await focused()); step++) {
		if (step === stepsMax) throw new Error(`${key} does not come to ${String(target)}.`);
		await page.keyboard.press(key);
	}
	const seen = await target.evaluate((element) => {
		// Where one writes there is a caret.
		if (element.matches('[contenteditable=true], input:not([type=checkbox])')) return true;
		// A box draws the line around all that belongs to it.
		const frames = [element, element.parentElement, element.parentElement?.parentElement];
		return frames.some((one) => one && getComputedStyle(one).outlineStyle !== 'none');
	});
	expect(seen, `One sees where one is at ${String(target)}`).toBe(true);
}

async function press(page: Page, target: Locator, by = 'Tab', key = 'Enter'): Promise<void> {
	await go(page, target, by);
	await page.keyboard.press(key);
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });

async function join(page: Page, person: Person, address: string): Promise<void> {
	await page.goto(address);
	for (const [name, words] of [
		['Display name', person.displayName],
		['Username', person.username],
		['Password', person.password]
	] as const) {
		await go(page, field(page, name));
		await page.keyboard.type(words);
	}
	await page.keyboard.press('Enter');
	await expect(page).toHaveURL(/\/(welcome)?$/);
}

/** Chooses from the menu of a message. */
async function act(page: Page, text: string, name: string): Promise<void> {
	await press(page, messageWith(page, text).getByRole('button', { name: 'Message actions' }), 'Shift+Tab');
	await expect(page.getByRole('menuitem').first()).toBeFocused();
	await press(page, page.getByRole('menuitem', { name, exact: true }), 'ArrowDown');
}

test('from the first account to signing out nobody touches a mouse', async ({ openBrowser }) => {
	const [anas, bens] = [await openBrowser(), await openBrowser()];
	await join(anas, ana, '/signup');
	await press(anas, button(anas, 'Create invite link'));
	await expect(field(anas, 'Invite link')).toHaveValue(/invite=/);
	await join(bens, ben, await field(anas, 'Invite link').inputValue());

	await anas.goto('/');
	await press(anas, button(anas, 'New chat'));
	await go(anas, anas.getByRole('searchbox', { name: 'Search people' }));
	await anas.keyboard.type('@ben');
	await press(anas, anas.getByRole('checkbox', { name: ben.displayName }), 'Tab', 'Space');
	await press(anas, button(anas, 'Start chat'));
	await expect(composer(anas)).toBeFocused();
	await anas.keyboard.type('Ahoy');
	await anas.keyboard.press('Enter');

	await press(bens, chatLink(bens, ana.displayName));
	await expect(composer(bens)).toBeFocused();
	await bens.keyboard.type('Ahoy yourself');
	await bens.keyboard.press('Enter');

	await expect(messageWith(anas, 'Ahoy yourself')).toBeVisible();
	await act(anas, 'Ahoy yourself', 'React with thumbs up');
	await expect(messageWith(bens, 'Ahoy yourself')).toContainText('👍');
	await act(anas, 'Ahoy yourself', 'Reply');
	await expect(composer(anas)).toBeFocused();
	await anas.keyboard.type('When do we sail?');
	await anas.keyboard.press('Enter');
	await expect(messageWith(bens, 'When do we sail?')).toContainText('Ben Okafor');
	await expect(messageWith(anas, 'When do we sail?')).toHaveAttribute('data-state', 'sent');
	await anas.keyboard.press('ArrowUp');
	await expect(composer(anas)).toHaveText('When do we sail?');
	await anas.keyboard.press('End');
	await anas.keyboard.type(' Today?');
	await anas.keyboard.press('Enter');
	await expect(messageWith(bens, 'When do we sail? Today?')).toBeVisible();
	await act(anas, 'Today?', 'Delete');
	await press(anas, button(anas, 'Delete'));
	await expect(messages(bens).filter({ hasText: 'deleted' })).toHaveCount(1);

	await go(anas, composer(anas));
	await anas.keyboard.type('A draft');
	await expect(saving(anas)).toHaveText('Saved');
	await press(anas, button(anas, 'Draft history'), 'Shift+Tab');
	await expect(anas.getByRole('dialog', { name: 'Draft history' })).toBeVisible();
	await anas.keyboard.press('Escape');
	await expect(button(anas, 'Draft history')).toBeFocused();
	await press(anas, button(anas, 'Chat details'));
	await press(anas, anas.getByRole('checkbox', { name: 'Pinned' }), 'Tab', 'Space');
	await expect(anas.getByRole('checkbox', { name: 'Pinned' })).toBeChecked();
	await anas.keyboard.press('Escape');
	await expect(button(anas, 'Chat details')).toBeFocused();

	await anas.keyboard.press('ControlOrMeta+k');
	await anas.keyboard.type('Drafts');
	await anas.keyboard.press('Enter');
	await expect(anas).toHaveURL(/\/drafts$/);
	await press(anas, button(anas, `Delete the draft to ${ben.displayName}`));
	await press(anas, button(anas, 'Undo'), 'Shift+Tab');
	await expect(anas.getByRole('list', { name: 'Drafts' })).toContainText('A draft');
	await press(anas, anas.getByRole('link', { name: 'Mentions' }), 'Shift+Tab');
	await expect(anas.getByText('Nobody has mentioned you yet.')).toBeVisible();
	await anas.keyboard.press('?');
	await expect(anas.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
	await anas.keyboard.press('Escape');

	await press(anas, anas.getByRole('link', { name: 'Settings' }));
	await press(anas, anas.getByRole('checkbox', { name: 'Quiet hours' }), 'Tab', 'Space');
	await expect(anas.getByLabel('From', { exact: true })).toBeVisible();
	await press(anas, button(anas, 'Sign out'));
	await expect(anas).toHaveURL(/\/login$/);
	await go(anas, field(anas, 'Username'));
	await anas.keyboard.type(ana.username);
	await go(anas, field(anas, 'Password'));
	await anas.keyboard.type(ana.password);
	await anas.keyboard.press('Enter');
	await expect(chatLink(anas, ben.displayName)).toBeVisible();
});
