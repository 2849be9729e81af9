import { findMentions } from '../store/mentions.ts';
import { query } from './support/handler.ts';
import { tellPage } from './support/tell-page.ts';

export default query('message.mention.list', async (payload, { caller, db, meta }) =>
	tellPage(meta, 'before', await findMentions(db, caller.userId, payload))
);
