import type { Message } from '../../protocol/entities.ts';
import { apply } from './apply.ts';
import { commit } from './commit.ts';
import type { Mirror } from './mirror.ts';

/** Writes a page of older messages and takes the request for it away. */
export function applyOlder(mirror: Mirror, requestId: string, messages: Message[]): Promise<void> {
	return commit(mirror, async () => {
		await apply(mirror, { messages });
		await mirror.requests.delete(requestId);
	});
}
