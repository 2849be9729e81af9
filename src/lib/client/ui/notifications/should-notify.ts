import type { Chat, NotificationSettings, Presence } from '../../../protocol/entities.ts';
import { inQuietHours } from './quiet-hours.ts';

export type Circumstances = {
	chat: Pick<Chat, 'kind' | 'mutedUntil'> & { notify?: Chat['notify'] };
	/** One of the messages mentions this person. */
	mentioned: boolean;
	settings: NotificationSettings;
	/** This person is not to be disturbed. */
	undisturbed: boolean;
	/** How they are on their other devices. */
	elsewhere: Exclude<Presence['status'], 'offline'>;
	/** Somebody used this device in the last minutes. */
	inUse: boolean;
	now: Date;
};

/** Whether this device tells of messages by a notification. */
export function shouldNotify({ chat, mentioned, settings, ...at }: Circumstances): boolean {
	if (at.undisturbed || at.elsewhere === 'dnd') return false;
	// The device that they use tells it.
	if (at.elsewhere === 'active' && !at.inUse) return false;
	if (settings.quietHours && inQuietHours(settings.quietHours, at.now)) return false;
	if (chat.mutedUntil !== null && chat.mutedUntil > at.now.getTime()) return false;
	const level = chat.notify ?? settings.level;
	if (level !== 'mentions') return level === 'all';
	// What is written to one person alone is meant for them, unless they chose otherwise for this very chat.
	return mentioned || (chat.kind === 'direct' && !chat.notify);
}
