import { countPeople, findPeoplePage } from '../store/people.ts';
import { query } from './support/handler.ts';
import { tellPage } from './support/tell-page.ts';

export default query(
	'users.list',
	async (payload, { db, meta }) => {
		meta.total = await countPeople(db, payload);
		return tellPage(meta, 'after', await findPeoplePage(db, payload));
	},
	['user.list']
);
