import { expect, test } from 'vitest';
import { fingerprintOf, type Traits } from './fingerprint.ts';

const chrome = (version: number) =>
	`Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${version}.0.0.0 Safari/537.36`;
const phone =
	'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36';
const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const here: Traits = { userAgent: chrome(140), language: 'en-GB', timeZone: 'Europe/Paris' };

test('a device is the same after an update of its browser', () => {
	expect(fingerprintOf('one', { ...here, userAgent: chrome(141) })).toEqual(fingerprintOf('one', here));
});

test.each<[string, Partial<Traits>]>([
	['another browser', { userAgent: firefox }],
	['another kind of device', { userAgent: phone }],
	['no browser', { userAgent: null }]
])('it is another one with %s, in each request', (_, other) => {
	const [one, two] = [fingerprintOf('one', here), fingerprintOf('one', { ...here, ...other })];
	expect(one.browser).not.toBe(two.browser);
	expect(one.whole).not.toBe(two.whole);
});

test.each<[string, Partial<Traits>]>([
	['another language', { language: 'fr' }],
	['another time zone', { timeZone: 'Asia/Tokyo' }],
	['no time zone', { timeZone: null }]
])('it is another one with %s, at the handshake', (_, other) => {
	const [one, two] = [fingerprintOf('one', here), fingerprintOf('one', { ...here, ...other })];
	expect(one.browser).toBe(two.browser);
	expect(one.whole).not.toBe(two.whole);
});

test('two devices that look alike have nothing in common', () => {
	const [one, two] = [fingerprintOf('one', here), fingerprintOf('two', here)];
	expect([one.browser, one.whole]).not.toContain(two.browser);
	expect([one.browser, one.whole]).not.toContain(two.whole);
});
