import { findUsers } from '../store/users.ts';
import { query } from './support/handler.ts';

export default query('users.get', ({ userIds }, { db }) => findUsers(db, userIds));
