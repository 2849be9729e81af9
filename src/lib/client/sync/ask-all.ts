import { failure, type Reply } from '../../protocol/envelope.ts';
import { refuse } from '../../protocol/errors.ts';
import { newId } from '../../protocol/ids.ts';
import type { Prepared } from '../mirror/prepare-requests.ts';
import type { Request } from './link.ts';

/** Far more than the server takes, and safely under the 8 MiB at which it hangs up: a character is three bytes at most. */
const charactersMax = 2_000_000;

/**
 * Asks for all of them in one frame, and answers the reply to each, in their order; `null` where none came. One alone goes
 * as the event that it is.
 * @throws RefusedFrame when the server did not run the frame.
 */
export async function askAll(request: Request, prepared: Prepared[]): Promise<(Reply | null)[]> {
	const [only] = prepared;
	if (only && prepared.length === 1)
		return [breaksConnection(only) ? tooLarge() : await request(only.event, only.payload)];
	const mutations = prepared.map(({ row, event, payload }) => ({
		id: newId(),
		event,
		payload,
		at: timeOf(row.at)
	}));
	const reply = await request('sync.offline', { mutations });
	if (!reply) return prepared.map(() => null);
	if (!reply.ok) throw new RefusedFrame(reply);
	const byId = new Map(reply.data.results.map((result) => [result.id, result.reply]));
	return mutations.map(({ id }) => byId.get(id) ?? null);
}

/** A device's clock may be wrong, but one such time would have the server refuse the whole frame. */
function timeOf(at: number): number {
	return Number.isSafeInteger(Math.trunc(at)) ? Math.max(0, Math.trunc(at)) : 0;
}

/** Whether the transport would hang up over it instead of answering: then nothing else would ever get through either. */
function breaksConnection({ payload }: Prepared): boolean {
	return JSON.stringify(payload).length > charactersMax;
}

function tooLarge(): Reply {
	return failure(refuse('too_large'));
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
