import { findAuditPage } from '../store/audit.ts';
import { query } from './support/handler.ts';

export default query(
	'audit.list',
	async (payload, { db, meta }) => {
		const found = await findAuditPage(db, { ...payload, limit: payload.limit + 1 });
		meta.hasBefore = found.length > payload.limit;
		return found.slice(0, payload.limit);
	},
	['audit.read']
);
