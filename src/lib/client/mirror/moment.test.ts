import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Presence } from '../../protocol/entities.ts';
import { Moment, type MomentLeader } from './moment.ts';
import type { OpenTabLine, Said } from './tab-line.ts';

const minute = 60_000;
const clock = {
	now: () => performance.now(),
	after: (ms: number, run: () => void) => {
		const timer = setTimeout(run, ms);
		return () => clearTimeout(timer);
	}
};

let ears: Set<(said: Said) => void>;
let said: string[];

const openLine: OpenTabLine = (hear) => {
	ears.add(hear);
	return {
		say: (words) => {
			said.push(words.kind);
			for (const ear of ears) if (ear !== hear) ear(words);
		},
		close: () => void ears.delete(hear)
	};
};
const openTab = () => new Moment(openLine, clock);

beforeEach(() => {
	vi.useFakeTimers({ now: 1_800_000_000_000 });
	ears = new Set();
	said = [];
});
afterEach(() => void vi.useRealTimers());

const active = (userId: string): Presence => ({ userId, status: 'active', lastSeenAt: 1 });

function leader() {
	const typed: string[] = [];
	const work: MomentLeader = {
		shown: vi.fn(),
		touched: vi.fn(),
		typed: (chatId, on) => void typed.push(`${chatId} ${on}`)
	};
	return { work, typed };
}

describe('what the leading tab tells', () => {
	test('holds in every tab, also in one that opens later, until the connection ends', () => {
		const [one, other] = [openTab(), openTab()];
		const end = one.lead(leader().work);
		one.tellAll([active('ana')], 5_000);
		one.tell([active('ben')]);
		const late = openTab();
		for (const tab of [one, other, late]) {
			expect([tab.of('ana'), tab.of('ben')]).toEqual([active('ana'), active('ben')]);
			expect(tab.serverNow).toBe(5_000);
		}
		vi.advanceTimersByTime(minute);
		expect(other.serverNow).toBe(5_000 + minute);
		end();
		for (const tab of [one, other, late]) expect(tab.of('ana')).toBeUndefined();
	});

	test('counts no more when another leads by now', () => {
		const [frozen, other, third] = [openTab(), openTab(), openTab()];
		const thaw = frozen.lead(leader().work);
		frozen.tellAll([active('ana')], null);
		other.lead(leader().work);
		expect(third.of('ana')).toBeUndefined();
		other.tellAll([active('ben')], null);
		frozen.tell([active('carl')]);
		expect(third.of('carl')).toBeUndefined();
		thaw();
		for (const tab of [frozen, other, third]) expect(tab.of('ben')).toEqual(active('ben'));
	});

	test('is called out to who follows that person, and no other', () => {
		const [one, other] = [openTab(), openTab()];
		const [anas, bens] = [vi.fn(), vi.fn()];
		one.lead(leader().work);
		const stop = other.follow('ana', anas);
		other.follow('ben', bens);
		one.tell([active('ana')]);
		expect([anas.mock.calls.length, bens.mock.calls.length]).toEqual([1, 0]);
		stop();
		one.tell([active('ana')]);
		expect(anas).toHaveBeenCalledTimes(1);
	});
});

describe('typing', () => {
	test('of others is shown for three seconds after it was told last', () => {
		const [one, other] = [openTab(), openTab()];
		one.lead(leader().work);
		one.tellTyping('boats', 'ana', true);
		vi.advanceTimersByTime(1_000);
		one.tellTyping('boats', 'ben', true);
		vi.advanceTimersByTime(1_000);
		one.tellTyping('boats', 'ana', true);
		expect(other.typingIn('boats')).toEqual(['ana', 'ben']);
		vi.advanceTimersByTime(2_000);
		expect(other.typingIn('boats')).toEqual(['ana']);
		vi.advanceTimersByTime(1_000);
		expect([one, other].map((tab) => tab.typingIn('boats'))).toEqual([[], []]);
	});

	test('of others is over when they stop, and with the connection', () => {
		const [one, other] = [openTab(), openTab()];
		const end = one.lead(leader().work);
		one.tellTyping('boats', 'ana', true);
		one.tellTyping('boats', 'ben', true);
		one.tellTyping('boats', 'ana', false);
		expect(other.typingIn('boats')).toEqual(['ben']);
		end();
		expect(other.typingIn('boats')).toEqual([]);
	});

	test('who did not type cannot stop: a message that comes is told to no tab', () => {
		const one = openTab();
		one.lead(leader().work);
		said = [];
		one.tellTyping('boats', 'ana', false);
		expect(said).toEqual([]);
	});

	test('of one’s own goes through the leading tab, whichever tab it is in, and through it once', () => {
		const [one, other] = [openTab(), openTab()];
		const { work, typed } = leader();
		one.lead(work);
		one.type('boats', true);
		other.type('boats', false);
		expect(typed).toEqual(['boats true', 'boats false']);
	});
});

describe('the people on the screens', () => {
	test('are those of all tabs, gathered for a moment', () => {
		const [one, other] = [openTab(), openTab()];
		const { work } = leader();
		one.lead(work);
		one.show('ana');
		const hide = other.show('ben');
		other.show('ben');
		vi.advanceTimersByTime(1_000);
		expect(new Set(one.shownPeople(200))).toEqual(new Set(['ana', 'ben']));
		hide();
		vi.advanceTimersByTime(1_000);
		expect(one.shownPeople(200)).toHaveLength(2);
		expect(work.shown).toHaveBeenCalled();
	});

	test('of a tab that closes go, those of one that crashed give way to the others', () => {
		const [one, closing, crashed] = [openTab(), openTab(), openTab()];
		closing.show('ana');
		crashed.show('ben');
		vi.advanceTimersByTime(1_000);
		closing.close();
		one.show('carl');
		vi.advanceTimersByTime(1_000);
		expect(one.shownPeople(200)).toEqual(['carl', 'ben']);
		expect(one.shownPeople(1)).toEqual(['carl']);
	});

	test('are known to a tab that opens later', () => {
		const one = openTab();
		one.show('ana');
		vi.advanceTimersByTime(1_000);
		expect(openTab().shownPeople(200)).toEqual(['ana']);
	});
});

describe('a touch', () => {
	test('of any tab counts for all, to the millisecond, though it is told every ten seconds only', () => {
		const [one, other] = [openTab(), openTab()];
		expect(other.idleMs).toBe(Infinity);
		one.touch();
		said = [];
		for (let ms = 0; ms < 9_000; ms += 100) {
			vi.advanceTimersByTime(100);
			one.touch();
		}
		expect(said).toEqual([]);
		vi.advanceTimersByTime(1_000);
		expect(said).toEqual(['input']);
		expect(other.idleMs).toBe(1_000);
		vi.advanceTimersByTime(20_000);
		expect(said).toEqual(['input']);
		expect(openTab().idleMs).toBe(21_000);
	});

	test('is told at once after a rest', () => {
		const [one, other] = [openTab(), openTab()];
		const { work } = leader();
		other.lead(work);
		one.touch();
		vi.advanceTimersByTime(6 * minute);
		one.touch();
		expect(other.idleMs).toBe(0);
		expect(work.touched).toHaveBeenCalledTimes(2);
	});
});
