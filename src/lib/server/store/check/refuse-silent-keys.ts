import { Refusal } from '../../../protocol/errors.ts';

/** A master key that does not answer is no fault of the data. @throws Error for that alone */
export function refuseSilentKeys(error: unknown): void {
	if (!(error instanceof Refusal && error.code === 'unavailable')) return;
	throw new Error('The master key does not answer, so nothing can be said of what it opens.', {
		cause: error
	});
}
