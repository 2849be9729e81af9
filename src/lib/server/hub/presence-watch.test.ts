import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Presence } from '../../protocol/entities.ts';
import { PresenceWatch } from './presence-watch.ts';

let statuses: Map<string, Presence['status']>;
let frames: [socketId: string, seen: string][];
let watch: PresenceWatch;

beforeEach(() => {
	vi.useFakeTimers();
	statuses = new Map();
	frames = [];
	watch = new PresenceWatch({
		look: async (_, userIds) =>
			userIds.map((userId) => ({ userId, status: statuses.get(userId) ?? 'offline', lastSeenAt: null })),
		tell: (socketId, seen) =>
			frames.push([socketId, seen.map(({ userId, status }) => `${userId} ${status}`).join(', ')]),
		onFault: (error) => {
			throw error;
		}
	});
});

afterEach(() => vi.useRealTimers());

function change(userId: string, status: Presence['status']) {
	statuses.set(userId, status);
	watch.changed(userId);
}

test('changes are told once a second, all in one frame, as they are then', async () => {
	watch.watch('desk', 'ana', ['ben', 'carl']);
	change('ben', 'active');
	change('ben', 'away');
	change('carl', 'active');
	change('dora', 'active');
	await vi.advanceTimersByTimeAsync(999);
	expect(frames).toEqual([]);
	await vi.advanceTimersByTimeAsync(1);
	expect(frames).toEqual([['desk', 'ben away, carl active']]);
	change('ben', 'active');
	await vi.advanceTimersByTimeAsync(999);
	expect(frames).toHaveLength(1);
	await vi.advanceTimersByTimeAsync(1);
	expect(frames.slice(1)).toEqual([['desk', 'ben active']]);
});

test('what is again as it was told is told no more', async () => {
	watch.watch('desk', 'ana', ['ben']);
	change('ben', 'active');
	await vi.advanceTimersByTimeAsync(1000);
	change('ben', 'away');
	change('ben', 'active');
	await vi.advanceTimersByTimeAsync(1000);
	expect(frames).toHaveLength(1);
});

test('a socket watches the 200 people that it asked for last', async () => {
	const many = Array.from({ length: 200 }, (_, index) => `person ${index}`);
	watch.watch('desk', 'ana', ['ben']);
	watch.watch('desk', 'ana', many);
	change('ben', 'active');
	change('person 0', 'active');
	await vi.advanceTimersByTimeAsync(1000);
	expect(frames).toEqual([['desk', 'person 0 active']]);
});

test('a socket that is gone is told nothing', async () => {
	watch.watch('desk', 'ana', ['ben']);
	change('ben', 'active');
	watch.forget('desk');
	await vi.advanceTimersByTimeAsync(1000);
	change('ben', 'away');
	await vi.advanceTimersByTimeAsync(1000);
	expect(frames).toEqual([]);
});
