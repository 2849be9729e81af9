import { createReadStream } from 'node:fs';
import { finished } from 'node:stream/promises';

/**
 * Reads a file from end to end, so that it lies in the kernel's cache as far as it fits. Of one that was just written a hundredth of the
 * pages was found missing (`fincore`, 6 GB).
 */
export async function readThrough(file: string): Promise<void> {
	await finished(createReadStream(file, { highWaterMark: 2 ** 20 }).resume());
}
