import { isTrusted } from '../policies/device-policies.ts';
import { findStandingOfSession } from '../store/device-standing.ts';
import { listDevices } from '../store/devices.ts';
import { query } from './support/handler.ts';

export default query('devices.list', async (_, { caller, db, presences }) => {
	const asking = await findStandingOfSession(db, caller.sessionId);
	const trusted = isTrusted(asking, presences.now());
	const rows = await listDevices(db, caller.userId);
	return rows.map(({ id, name, last_seen_at, place, standing, standing_at }) => ({
		id,
		name,
		lastSeenAt: last_seen_at,
		place,
		current: id === caller.deviceId,
		newSince: trusted && standing === 'new' && id !== asking?.id ? standing_at : null
	}));
});
