import { query } from './support/handler.ts';
import { seePresences } from './support/see-presences.ts';

export default query('presence.get', async ({ userIds }, { caller, db, presences }) => {
	// Before the look at them: no change falls in between.
	presences.watch(userIds);
	return seePresences(db, presences, caller.userId, userIds);
});
