import { expect, test } from 'vitest';
import { isMuted, muteChoices, mutedWords } from './mute-choices.ts';

const now = new Date(2026, 2, 28, 23, 30).getTime();
const until = (name: string) => muteChoices.find((choice) => choice.name === name)?.until(now) ?? 0;

test('a chat is muted for hours, until the next morning, or for ever', () => {
	expect(until('For 1 hour') - now).toBe(3_600_000);
	expect(until('For 8 hours') - now).toBe(8 * 3_600_000);
	expect(until('Until tomorrow')).toBe(new Date(2026, 2, 29, 8).getTime());
	expect(mutedWords(until('For ever'))).toBe('Muted');
});

test('a chat is muted until its time has come', () => {
	expect(isMuted({ mutedUntil: null }, now)).toBe(false);
	expect(isMuted({ mutedUntil: now + 1 }, now)).toBe(true);
	expect(isMuted({ mutedUntil: now }, now)).toBe(false);
	expect(isMuted({ mutedUntil: until('For ever') }, now)).toBe(true);
});
