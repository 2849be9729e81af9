import { updateNotificationSettings } from '../store/notification-settings.ts';
import { command } from './support/handler.ts';

export default command('notification.settings.update', async (settings, { caller, tx, push }) => {
	await updateNotificationSettings(tx, caller.userId, settings);
	push.toUser(caller.userId, 'notification.settings.updated', settings);
	return settings;
});
