import { describe, expect, test } from 'vitest';
import { inQuietHours, toMinutes, toTime } from './quiet-hours.ts';
import { shouldNotify, type Circumstances } from './should-notify.ts';

const noon = new Date(2026, 4, 5, 12, 0);
const usual: Circumstances = {
	chat: { kind: 'group', mutedUntil: null, notify: null },
	mentioned: false,
	settings: { level: 'all', quietHours: null },
	undisturbed: false,
	elsewhere: 'away',
	inUse: false,
	now: noon
};
const told = (change: Partial<Circumstances>) => shouldNotify({ ...usual, ...change });
const chat = (change: Partial<Circumstances['chat']>) => ({ chat: { ...usual.chat, ...change } });
const level = (name: 'all' | 'mentions' | 'none') => ({ settings: { level: name, quietHours: null } });

describe('a notification', () => {
	test('comes, unless something speaks against it', () => {
		expect(told({})).toBe(true);
		expect(told({ undisturbed: true })).toBe(false);
		expect(told(chat({ mutedUntil: noon.getTime() + 1 }))).toBe(false);
		expect(told(chat({ mutedUntil: noon.getTime() }))).toBe(true);
	});

	test('goes by the level of all chats, and before it by the chat’s own', () => {
		expect(told(level('none'))).toBe(false);
		expect(told({ ...level('none'), ...chat({ notify: 'all' }) })).toBe(true);
		expect(told({ ...level('all'), ...chat({ notify: 'none' }), mentioned: true })).toBe(false);
		expect(told(level('mentions'))).toBe(false);
		expect(told({ ...level('mentions'), mentioned: true })).toBe(true);
	});

	test('of a message to one person alone comes with mentions, unless that chat says mentions itself', () => {
		expect(told({ ...level('mentions'), ...chat({ kind: 'direct' }) })).toBe(true);
		expect(told(chat({ kind: 'direct', notify: 'mentions' }))).toBe(false);
	});

	test('comes where the person is, and where they are nowhere on all devices', () => {
		expect(told({ elsewhere: 'active' })).toBe(false);
		expect(told({ elsewhere: 'active', inUse: true })).toBe(true);
		expect(told({ elsewhere: 'dnd', inUse: true })).toBe(false);
	});

	test('keeps the quiet hours', () => {
		const settings = { level: 'all' as const, quietHours: { from: 11 * 60, until: 13 * 60 } };
		expect(told({ settings })).toBe(false);
		expect(told({ settings, now: new Date(2026, 4, 5, 13, 0) })).toBe(true);
	});
});

describe('quiet hours', () => {
	const at = (hours: number, minutes = 0) => new Date(2026, 4, 5, hours, minutes);
	test.each([
		[{ from: 22 * 60, until: 7 * 60 }, at(22), true],
		[{ from: 22 * 60, until: 7 * 60 }, at(3), true],
		[{ from: 22 * 60, until: 7 * 60 }, at(7), false],
		[{ from: 22 * 60, until: 7 * 60 }, at(21, 59), false],
		[{ from: 12 * 60, until: 13 * 60 }, at(12, 59), true],
		[{ from: 12 * 60, until: 13 * 60 }, at(13), false],
		[{ from: 60, until: 60 }, at(5), true]
	])('%o at %s', (hours, now, quiet) => expect(inQuietHours(hours, now)).toBe(quiet));

	test('are told as a clock tells them', () => {
		expect(toTime(22 * 60 + 5)).toBe('22:05');
		expect(toMinutes('07:30')).toBe(450);
		expect(toMinutes('')).toBeNull();
	});
});
