import { makeRoom } from '../mirror/make-room.ts';
import type { Mirror } from '../mirror/mirror.ts';
import { storageFault } from '../mirror/storage-fault.ts';

/** `withRoom` over a mirror and a listener. */
export type WithRoom = <Result>(work: () => Promise<Result>) => Promise<Result>;

/**
 * Runs `work`, which writes what the server told. Where the device has no room for it, what can be fetched again is
 * forgotten, and the work is done anew. `onFull` is told how it stands.
 * @throws what `work` throws, also when there is nothing left to forget
 */
export async function withRoom<Result>(
	mirror: Mirror,
	onFull: (full: boolean) => void,
	work: () => Promise<Result>
): Promise<Result> {
	for (;;) {
		try {
			const result = await work();
			onFull(false);
			return result;
		} catch (error) {
			if (storageFault(error).kind !== 'full') throw error;
			onFull(true);
			if (!(await makeRoom(mirror))) throw error;
		}
	}
}
