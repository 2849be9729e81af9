import { traits } from '../../src/lib/client/sync/traits.ts';
import { newId } from '../../src/lib/protocol/ids.ts';
import { PROTOCOL } from '../../src/lib/protocol/version.ts';

/** What a client says at its handshake. The clients of one session look alike, whichever way they connect. */
export function hello(deviceId = newId()) {
	return { protocol: PROTOCOL, deviceId, clientVersion: 'test', ...traits() };
}
