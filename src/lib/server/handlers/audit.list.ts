import { findAuditPage } from '../store/audit.ts';
import { query } from './support/handler.ts';
import { tellPage } from './support/tell-page.ts';

export default query(
	'audit.list',
	async (payload, { db, meta }) => tellPage(meta, 'before', await findAuditPage(db, payload)),
	['audit.read']
);
