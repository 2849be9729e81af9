import { expect, test, vi } from 'vitest';
import { loadOnce } from './load-once.ts';

test('loads once for all who ask, and once more after a failure', async () => {
	const load = vi.fn<() => Promise<string>>();
	load.mockRejectedValueOnce(new Error('no network')).mockResolvedValue('code');
	const loaded = loadOnce(load);
	await expect(loaded()).rejects.toThrow('no network');
	expect(await Promise.all([loaded(), loaded()])).toEqual(['code', 'code']);
	expect(load).toHaveBeenCalledTimes(2);
});
