import { permission } from './device.ts';

/** Whether this browser lets the page show notifications, as it stands now. */
class NotificationPermissionState {
	#state = $state(permission());

	get state(): ReturnType<typeof permission> {
		return this.#state;
	}

	/** Asks the person; browsers want that to follow a press. */
	async ask(): Promise<void> {
		await Notification.requestPermission();
		this.#state = permission();
	}
}

export const notificationPermission = new NotificationPermissionState();
