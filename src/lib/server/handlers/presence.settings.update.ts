import { updatePresenceSettings } from '../store/presence.ts';
import { command } from './support/handler.ts';

export default command('presence.settings.update', async (settings, { caller, tx, push }) => {
	await updatePresenceSettings(tx, caller.userId, settings);
	push.seenOtherwise(caller.userId);
	return settings;
});
