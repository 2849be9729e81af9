import { secondFactorRoles } from '../store/server-settings.ts';
import { query } from './support/handler.ts';

export default query(
	'server.settings.get',
	async (_, { db }) => ({ secondFactorRoles: await secondFactorRoles(db) }),
	['settings.update']
);
