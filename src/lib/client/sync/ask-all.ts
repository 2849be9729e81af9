import type { Reply } from '../../protocol/envelope.ts';
import { newId } from '../../protocol/ids.ts';
import type { Prepared } from '../mirror/prepare-requests.ts';
import type { Request } from './link.ts';

/**
 * Asks for all of them in one frame, and answers the reply to each, in their order; `null` where none came. One alone goes
 * as the event that it is.
 * @throws RefusedFrame when the server did not run the frame.
 */
export async function askAll(request: Request, prepared: Prepared[]): Promise<(Reply | null)[]> {
	const [only] = prepared;
	if (only && prepared.length === 1) return [await request(only.event, only.payload)];
	const mutations = prepared.map(({ row, event, payload }) => ({ id: newId(), event, payload, at: row.at }));
	const reply = await request('sync.offline', { mutations });
	if (!reply) return prepared.map(() => null);
	if (!reply.ok) throw new RefusedFrame(reply);
	const byId = new Map(reply.data.results.map((result) => [result.id, result.reply]));
	return mutations.map(({ id }) => byId.get(id) ?? null);
}

/** The server refused several requests at once, without looking at each. */
export class RefusedFrame extends Error {
	readonly reply: Reply & { ok: false };

	constructor(reply: Reply & { ok: false }) {
		super(reply.error.message);
		this.name = 'RefusedFrame';
		this.reply = reply;
	}
}
