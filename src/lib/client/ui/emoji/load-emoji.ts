/** One emoji with its name, in Unicode's order. */
export type Emoji = { emoji: string; name: string };
export type EmojiGroup = { name: string; emojis: Emoji[] };

/** All emoji in their groups. The list is some 30 kB compressed, so it is loaded when somebody looks for one. */
export async function loadEmoji(): Promise<EmojiGroup[]> {
	const { default: groups } = await import('unicode-emoji-json/data-by-group.json');
	return groups;
}

/** The groups with the emoji whose names hold all words of `query`; empty groups are left out. */
export function findEmoji(groups: EmojiGroup[], query: string): EmojiGroup[] {
	const words = query.toLowerCase().split(/\s+/).filter(Boolean);
	if (words.length === 0) return groups;
	const fits = ({ name }: Emoji) => words.every((word) => name.toLowerCase().includes(word));
	return groups
		.map(({ name, emojis }) => ({ name, emojis: emojis.filter(fits) }))
		.filter(({ emojis }) => emojis.length > 0);
}
