import { expect, test, vi } from 'vitest';
import type { Mirror } from '../mirror/mirror.ts';
import { startSyncLater } from './start-sync-later.ts';
import type { SyncSettings } from './start-sync.ts';

function codeToCome() {
	const stop = vi.fn(async () => {});
	const startSync = vi.fn(() => ({ stop }));
	const { promise, resolve } = Promise.withResolvers<{ startSync: typeof startSync }>();
	const sync = startSyncLater(promise, {} as Mirror, {} as SyncSettings);
	const come = async () => {
		resolve({ startSync });
		await promise;
	};
	return { sync, come, startSync, stop };
}

test('sync starts when its code has come, and is stopped as if it had been there', async () => {
	const { sync, come, startSync, stop } = codeToCome();
	expect(startSync).not.toHaveBeenCalled();
	await come();
	expect(startSync).toHaveBeenCalledOnce();
	await sync.stop();
	expect(stop).toHaveBeenCalledOnce();
});

test('sync that was stopped before its code came never starts', async () => {
	const { sync, come, startSync } = codeToCome();
	await sync.stop();
	await come();
	expect(startSync).not.toHaveBeenCalled();
});
