import { listDevices } from '../store/devices.ts';
import { query } from './support/handler.ts';

export default query('devices.list', async (_, { caller, db }) => {
	const rows = await listDevices(db, caller.userId);
	return rows.map(({ id, name, last_seen_at }) => ({
		id,
		name,
		lastSeenAt: last_seen_at,
		current: id === caller.deviceId
	}));
});
