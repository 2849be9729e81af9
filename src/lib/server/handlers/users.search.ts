import { searchUsers } from '../store/users.ts';
import { query } from './support/handler.ts';

export default query('users.search', (payload, { db }) => searchUsers(db, payload.query, payload.limit), [
	'user.search'
]);
