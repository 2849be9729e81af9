import { findMentions } from '../store/mentions.ts';
import { query } from './support/handler.ts';

export default query('message.mention.list', async ({ before, limit }, { caller, db, meta }) => {
	// One more than asked for tells whether there are more.
	const found = await findMentions(db, caller.userId, { before, limit: limit + 1 });
	meta.hasBefore = found.length > limit;
	return found.slice(0, limit);
});
