import { getApp } from '$lib/server/app.ts';
import { refusalOf, toResponse } from '$lib/server/http/answer.ts';
import { requireSession } from '$lib/server/http/require-session.ts';
import { mayAll } from '$lib/server/policies/server-policies.ts';
import { findAuditPage, type AuditPage } from '$lib/server/store/audit.ts';
import type { Db } from '$lib/server/store/open-store.ts';
import { auditFilter } from '$lib/protocol/audit.ts';
import { refuse } from '$lib/protocol/errors.ts';
import { parsePayload } from '$lib/protocol/parse-payload.ts';
import type { RequestHandler } from './$types';

const pageSize = 500;

/**
 * The audit record as a file, the newest line first: one JSON object a line (jsonlines.org), so that no name in it can
 * pass for another line or for a formula.
 */
export const GET: RequestHandler = async (event) => {
	try {
		const { user } = requireSession(event);
		if (!mayAll(user.role, ['audit.read'])) throw refuse('forbidden');
		const filter = parsePayload(auditFilter, Object.fromEntries(event.url.searchParams));
		return new Response(streamLines(getApp().store.db, filter), {
			headers: {
				'content-type': 'application/x-ndjson; charset=utf-8',
				'content-disposition': 'attachment; filename="audit.jsonl"',
				'cache-control': 'no-store'
			}
		});
	} catch (error) {
		return toResponse(refusalOf(error));
	}
};

function streamLines(db: Db, filter: Pick<AuditPage, 'action' | 'userId'>): ReadableStream<Uint8Array> {
	const encoder = new TextEncoder();
	let before: string | undefined;
	return new ReadableStream({
		pull: async (controller) => {
			const { items, more } = await findAuditPage(db, { ...filter, before, limit: pageSize });
			before = items.at(-1)?.id;
			const lines = items.map((entry) => `${JSON.stringify(entry)}\n`).join('');
			if (lines !== '') controller.enqueue(encoder.encode(lines));
			if (!more) controller.close();
		}
	});
}
