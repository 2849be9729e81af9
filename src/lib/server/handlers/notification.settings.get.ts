import { findNotificationSettings } from '../store/notification-settings.ts';
import { query } from './support/handler.ts';

export default query('notification.settings.get', (_, { caller, db }) =>
	findNotificationSettings(db, caller.userId)
);
