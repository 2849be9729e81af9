/**
 * Finds addresses in words, in the place of linkifyjs, which `@tiptap/extension-link` asks: most of that package is the list of
 * all ends that a name on the internet may have. A box makes a link of what is written or pasted only where the scheme is
 * said, see `isSafeHref`. A name without one matters when it is pasted over selected words, and then it is all there is.
 */

/** A piece of a text, from `start` to `end`; of what is no address, `href` is the words. */
export type Piece = {
	type: 'url' | 'email' | 'text';
	isLink: boolean;
	value: string;
	href: string;
	start: number;
	end: number;
};

const withScheme = /(?<![\p{L}\p{N}])(?:https?:\/\/|mailto:(?=[^\s@]+@))[\p{L}\p{N}_-][^\s<>"]*/giu;
const mail = /^[\w.!#$%&'*+/=?^`{|}~-]+@(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}$/u;
const name = /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+(\p{L}{2,})(?::\d+)?(?:[/?#][^\s<>"]*)?$/u;
/** How a name may end: as all countries' do, or in one of the words that are used most. */
const ends = new RegExp(
	'^(?:a[c-gilmoq-uwxz]|b[abd-jmnorstvwyz]|c[acdf-ik-oru-z]|d[ejkmoz]|e[cegrstu]|f[ijkmor]|g[abd-ilmnp-uwy]|h[kmnrtu]|' +
		'i[delmnoq-t]|j[emop]|k[eghimnprwyz]|l[abcikr-vy]|m[acdeghk-z]|n[acefgilopruz]|om|p[ae-hklmnrstwy]|qa|r[eosuw]|' +
		's[a-eg-or-vx-z]|t[cdf-hj-ortvwz]|u[agksyz]|v[aceginu]|w[fs]|y[et]|z[amw]|' +
		'com|org|net|edu|gov|mil|int|info|biz|name|app|dev|blog|shop|store|online|site|tech|cloud|page|wiki|news|live|' +
		'xyz|club|design|studio|agency|digital|email|group|world|life|today|space|website|art|museum|рф|укр)$',
	'iu'
);

/** All addresses in a text, in order. `defaultProtocol`: the scheme of one that has none. */
export function find(text: string, { defaultProtocol = 'http' }: { defaultProtocol?: string } = {}): Piece[] {
	const whole = { isLink: true, value: text, start: 0, end: text.length };
	if (mail.test(text)) return [{ ...whole, type: 'email', href: `mailto:${text}` }];
	const end = name.exec(text)?.[1];
	if (end && ends.test(end)) return [{ ...whole, type: 'url', href: `${defaultProtocol}://${text}` }];
	return [...text.matchAll(withScheme)].map(({ index, 0: found }) => {
		const value = withoutTail(found);
		return { type: 'url', isLink: true, value, href: value, start: index, end: index + value.length };
	});
}

/** The whole of a text: its addresses, and what stands between them. */
export function tokenize(text: string): { isLink: boolean; value: string; toObject: () => Piece }[] {
	const links = find(text);
	const cuts = [0, ...links.flatMap(({ start, end }) => [start, end]), text.length];
	const pieces = cuts.slice(1).map((end, index): Piece => {
		const start = cuts[index] ?? 0;
		const words = text.slice(start, end);
		const link = links.find((link) => link.start === start && link.end === end);
		return link ?? { type: 'text', isLink: false, value: words, href: words, start, end };
	});
	return pieces
		.filter(({ value }) => value !== '')
		.map((piece) => ({ isLink: piece.isLink, value: piece.value, toObject: () => piece }));
}

/** Which schemes a link may have is the document's matter, and the same for ever. */
export function registerCustomProtocol(): void {}
export function reset(): void {}

const openings: Record<string, string> = { ')': '(', ']': '[', '}': '{' };

/** A sentence may end behind an address, and so may what stands in brackets. */
function withoutTail(address: string): string {
	const last = address.at(-1) ?? '';
	const opening = openings[last];
	const unopened = opening && address.split(opening).length < address.split(last).length;
	return unopened || /[.,:;!?%'…”’“»]/.test(last) ? withoutTail(address.slice(0, -1)) : address;
}
