import type { Telling } from './notification-words.ts';

/** Whether this browser can show notifications, and may: `default` means that the person has not been asked. */
export function permission(): NotificationPermission | 'missing' {
	// Over plain http there is neither.
	if (!('Notification' in window) || !('serviceWorker' in navigator)) return 'missing';
	return Notification.permission;
}

/** Has the service worker show notifications; it knows whether one of the tabs shows that chat. */
export async function post(tellings: Telling[]): Promise<void> {
	const { active } = await navigator.serviceWorker.ready;
	for (const telling of tellings) active?.postMessage({ kind: 'notify', ...telling });
}

/** Takes back the notifications of chats that have been read. */
export async function takeBack(isRead: (chatId: string) => boolean): Promise<void> {
	const registration = await navigator.serviceWorker.ready;
	for (const notification of await registration.getNotifications()) {
		if (isRead(notification.tag)) notification.close();
	}
}

/** Calls with the address of a notification that was chosen, while this tab is the one to show it. */
export function onChosen(listener: (path: string) => void): () => void {
	if (!('serviceWorker' in navigator)) return () => {};
	const hear = ({ data }: MessageEvent<{ kind?: string; path?: string }>) => {
		if (data.kind === 'open' && data.path) listener(data.path);
	};
	navigator.serviceWorker.addEventListener('message', hear);
	return () => navigator.serviceWorker.removeEventListener('message', hear);
}
