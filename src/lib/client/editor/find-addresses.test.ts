import * as linkify from 'linkifyjs';
import { describe, expect, test } from 'vitest';
import { isSafeHref } from '../../protocol/document/safe-href.ts';
import { find, tokenize, type Piece } from './find-addresses.ts';

const inSentences = [
	'https://example.org',
	'http://localhost:3000/x?y=1',
	'see https://a.b.c/d).',
	'(https://a.de)',
	'https://en.wikipedia.org/wiki/Foo_(bar) and http://b.de!',
	'https://a.de/a,b. Then',
	'mailto:a@b.co?',
	'HTTPS://EXAMPLE.COM/',
	'http://müller/ü, http://a_b.de',
	'https://user:pw@a.de/x',
	'http://1.2.3.4:80/#top;',
	'https://a.de/?q=[1] [https://b.de/x]',
	"https://a.de/b'c https://a.de/x% https://a.de/x&",
	'http:// https:// mailto: javascript:alert(1) tel:123',
	'nothing at all, and 3.14'
];

const alone = [
	...[
		'example.com',
		'Example.Com',
		'www.foo.com',
		'a.co.uk',
		'müller.de',
		'日本.jp',
		'example.com:80/a',
		'a.de?x=1'
	],
	...[
		'a.de#x',
		'a.b@c.de',
		'a@b.co',
		'index.js',
		'main.rs',
		'foo',
		'foo.',
		'3.14',
		'1.2.3.4',
		'e.g.',
		'a..de'
	],
	...['a-.de', 'example.com1', 'a.museum', 'рф.рф', 'a@b', 'two words.de']
];

const ofTheirs = (text: string) => linkify.find(text, { defaultProtocol: 'https' });
const said = ({ type, value, href, start, end }: Omit<Piece, 'isLink'>) => ({
	type,
	value,
	href,
	start,
	end
});
const safe = ({ value }: { value: string }) => isSafeHref(value);

describe('addresses', () => {
	test.each(inSentences)('are found as linkifyjs finds them, where their scheme is said: %s', (text) => {
		const theirs = ofTheirs(text).map((one) =>
			one.value.startsWith('mailto:') ? { ...one, type: 'url' } : one
		);
		expect(find(text).filter(safe).map(said)).toEqual((theirs as Piece[]).filter(safe).map(said));
	});

	test.each(alone)('are found as linkifyjs finds them, where nothing else is there: %s', (text) => {
		const theirs = ofTheirs(text).filter(({ value }) => value === text);
		expect(find(text, { defaultProtocol: 'https' }).map(said)).toEqual((theirs as Piece[]).map(said));
	});

	test('end as those of all countries do', () => {
		const letters = [...'abcdefghijklmnopqrstuvwxyz'];
		const names = letters.flatMap((one) => letters.map((other) => `a.${one}${other}`));
		const theirs = names.filter((text) => ofTheirs(text).length > 0);
		expect(names.filter((text) => find(text).length > 0)).toEqual(theirs);
	});

	test('are told from what stands around them', () => {
		const pieces = tokenize('(https://a.de)').map((piece) => [
			piece.isLink,
			piece.value,
			piece.toObject().start
		]);
		expect(pieces).toEqual([
			[false, '(', 0],
			[true, 'https://a.de', 1],
			[false, ')', 13]
		]);
	});
});
