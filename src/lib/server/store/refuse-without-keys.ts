import { refuse } from '../../protocol/errors.ts';
import { KeysUnavailable } from '../keyring/key-provider.ts';

/**
 * Says of a key that cannot be had now that it may be had later: what was asked for can be asked again.
 * @throws Refusal `unavailable` for that, and any other error as it is.
 */
export function refuseWithoutKeys(error: unknown): never {
	throw error instanceof KeysUnavailable ? refuse('unavailable') : error;
}
