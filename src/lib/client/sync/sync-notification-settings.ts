import { readFact } from '../mirror/facts.ts';
import type { Mirror } from '../mirror/mirror.ts';
import { settleNotificationChoices } from '../mirror/notification-choices.ts';
import type { Request } from './link.ts';

/** Tells the server what this person chose to be told of, or asks it. Answers whether it answered. */
export async function syncNotificationSettings(mirror: Mirror, request: Request): Promise<boolean> {
	const wanted = await readFact(mirror, 'wantedNotifications');
	const reply = wanted
		? await request('notification.settings.update', wanted)
		: await request('notification.settings.get', {});
	if (!reply) return false;
	await settleNotificationChoices(mirror, wanted, reply.ok ? reply.data : undefined);
	return true;
}
