import { listTokens, toAccessToken } from '../store/tokens.ts';
import { findTokenHolder } from './support/find-token-holder.ts';
import { query } from './support/handler.ts';

export default query(
	'tokens.list',
	async ({ userId }, { caller, db }) => {
		const holder = await findTokenHolder(db, caller, userId ?? caller.userId);
		return (await listTokens(db, holder.id)).map(toAccessToken);
	},
	['token.create']
);
