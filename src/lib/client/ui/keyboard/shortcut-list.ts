/** All shortcuts as people read them. `Mod` stands for Ctrl, on a Mac for ⌘. Keys are pressed together; `/` is one or the other. */
export const shortcutGroups: { name: string; shortcuts: { keys: string[]; does: string }[] }[] = [
	{
		name: 'Everywhere',
		shortcuts: [
			{ keys: ['Mod', 'K'], does: 'Find a chat, a person or a command' },
			{ keys: ['Alt', '↑ / ↓'], does: 'Go to the chat above or below' },
			{ keys: ['Alt', 'Shift', '↑ / ↓'], does: 'Go to the next unread chat' },
			{ keys: ['?'], does: 'Show this list, where nothing is being written' },
			{ keys: ['Esc'], does: 'Close what is open' }
		]
	},
	{
		name: 'Writing',
		shortcuts: [
			{ keys: ['Enter'], does: 'Send; a setting swaps it with the next' },
			{ keys: ['Shift', 'Enter'], does: 'Begin a new line' },
			{ keys: ['↑'], does: 'In an empty box: change your last message' },
			{ keys: ['Esc'], does: 'Leave changing a message' },
			{ keys: ['@'], does: 'Mention somebody' }
		]
	},
	{
		name: 'Formatting',
		shortcuts: [
			{ keys: ['Mod', 'B'], does: 'Bold, or **words**' },
			{ keys: ['Mod', 'I'], does: 'Italic, or *words*' },
			{ keys: ['Mod', 'Shift', 'S'], does: 'Strikethrough, or ~~words~~' },
			{ keys: ['Mod', 'E'], does: 'Code, or `words`' },
			{ keys: ['Mod', 'Shift', '8'], does: 'Bulleted list, or - and a space' },
			{ keys: ['Mod', 'Shift', '7'], does: 'Numbered list, or 1. and a space' },
			{ keys: ['Mod', 'Shift', 'B'], does: 'Quote, or > and a space' },
			{ keys: ['Mod', 'Alt', 'C'], does: 'Code block, or ``` and a space' },
			{ keys: ['Mod', 'Z'], does: 'Undo' }
		]
	},
	{
		name: 'Messages',
		shortcuts: [
			{ keys: ['Tab'], does: 'Go to a message’s actions' },
			{ keys: ['↑ / ↓'], does: 'Walk a menu that is open' }
		]
	}
];

const mac = { Mod: '⌘', Alt: '⌥', Shift: '⇧' } as Record<string, string>;

/** The word on the key of this machine. */
export function keyName(key: string, platform: string): string {
	if (/mac|iphone|ipad/i.test(platform)) return mac[key] ?? key;
	return key === 'Mod' ? 'Ctrl' : key;
}
