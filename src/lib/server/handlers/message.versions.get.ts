import { refuse } from '../../protocol/errors.ts';
import { findMessageVersions } from '../store/message-versions.ts';
import { findMessageFor } from './support/find-message-for.ts';
import { query } from './support/handler.ts';

export default query('message.versions.get', async ({ id }, { caller, db }) => {
	const { row } = await findMessageFor(db, caller.userId, id);
	if (row.sender_id !== caller.userId) throw refuse('forbidden');
	return row.deleted_at === null ? findMessageVersions(db, row) : [];
});
