import { countPeople, findPeoplePage } from '../store/people.ts';
import { query } from './support/handler.ts';

export default query(
	'users.list',
	async (payload, { db, meta }) => {
		const found = await findPeoplePage(db, { ...payload, limit: payload.limit + 1 });
		meta.hasAfter = found.length > payload.limit;
		meta.total = await countPeople(db, payload);
		return found.slice(0, payload.limit);
	},
	['user.list']
);
