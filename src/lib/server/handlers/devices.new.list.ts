import { isTrusted } from '../policies/device-policies.ts';
import { findStandingOfSession, listNewDevices } from '../store/device-standing.ts';
import { query } from './support/handler.ts';

export default query('devices.new.list', async (_, { caller, db, presences }) => {
	const asking = await findStandingOfSession(db, caller.sessionId);
	if (!isTrusted(asking, presences.now())) return [];
	return (await listNewDevices(db, caller.userId)).filter(({ id }) => id !== asking?.id);
});
