import { loadLinkForm, loadToolbar } from './composer/box-parts.ts';
import { loadOnce } from './load-once.ts';

/** Parts of the screens that nobody needs at the start. They are fetched when there is time, so that they are there offline. */
export const later = {
	newChat: loadOnce(() => import('./new-chat/NewChat.svelte')),
	messageActions: loadOnce(() => import('./conversation/MessageActions.svelte')),
	messageDialog: loadOnce(() => import('./message-dialogs/MessageDialog.svelte')),
	pinnedBar: loadOnce(() => import('./pins/PinnedBar.svelte')),
	editComposer: loadOnce(() => import('./composer/EditComposer.svelte')),
	toolbar: loadToolbar,
	linkForm: loadLinkForm,
	rivalBar: loadOnce(() => import('./composer/RivalBar.svelte')),
	waitingDialog: loadOnce(() => import('./waiting/WaitingDialog.svelte')),
	palette: loadOnce(() => import('./palette/CommandPalette.svelte')),
	notifier: loadOnce(() => import('./notifications/Notifier.svelte')),
	newDevice: loadOnce(() => import('./account/NewDeviceNotice.svelte')),
	shortcuts: loadOnce(() => import('./keyboard/ShortcutSheet.svelte')),
	draftHistory: loadOnce(() => import('./drafts/DraftHistoryDialog.svelte'))
};

const quietMs = 2_000;

/** Fetches them once the start is over. What cannot be fetched now is fetched when it is needed. */
export function fetchLater(): void {
	setTimeout(() => {
		for (const load of Object.values(later)) load().catch(() => {});
	}, quietMs);
}
