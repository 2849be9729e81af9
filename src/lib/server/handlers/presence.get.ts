import { query } from './support/handler.ts';
import { seePresences } from './support/see-presences.ts';

export default query('presence.get', async ({ userIds }, { caller, db, meta, presences }) => {
	// Before the look at them: no change falls in between.
	presences.watch(userIds);
	// The reader's own clock may be set to anything, and would say "in 23 hours".
	meta.now = presences.now();
	return seePresences(db, presences, caller.userId, userIds);
});
