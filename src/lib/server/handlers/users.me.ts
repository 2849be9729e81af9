import { refuse } from '../../protocol/errors.ts';
import { findUsers } from '../store/users.ts';
import { query } from './support/handler.ts';

export default query('users.me', async (_, { caller, db }) => {
	const [user] = await findUsers(db, [caller.userId]);
	if (!user) throw refuse('unauthenticated');
	return user;
});
