import { loadLinkForm, loadToolbar } from './composer/box-parts.ts';
import { loadMentions } from './composer/load-mentions.ts';
import { loadUntilThere } from './load-until-there.ts';

/** Parts of the screens that nobody needs at the start. They are fetched when there is time, so that they are there offline. */
export const later = {
	newChat: loadUntilThere(() => import('./new-chat/NewChat.svelte')),
	chatDetails: loadUntilThere(() => import('./chat-details/ChatDetails.svelte')),
	chatMenu: loadUntilThere(() => import('./chat-details/ChatMenu.svelte')),
	messageActions: loadUntilThere(() => import('./conversation/MessageActions.svelte')),
	messageDialog: loadUntilThere(() => import('./message-dialogs/MessageDialog.svelte')),
	pinnedBar: loadUntilThere(() => import('./pins/PinnedBar.svelte')),
	editComposer: loadUntilThere(() => import('./composer/EditComposer.svelte')),
	toolbar: loadToolbar,
	linkForm: loadLinkForm,
	mentions: loadMentions,
	rivalBar: loadUntilThere(() => import('./composer/RivalBar.svelte')),
	waitingDialog: loadUntilThere(() => import('./waiting/WaitingDialog.svelte')),
	palette: loadUntilThere(() => import('./palette/CommandPalette.svelte')),
	shortcuts: loadUntilThere(() => import('./keyboard/ShortcutSheet.svelte')),
	draftHistory: loadUntilThere(() => import('./drafts/DraftHistoryDialog.svelte'))
};

const quietMs = 2_000;

/** Fetches them once the start is over. */
export function fetchLater(): void {
	setTimeout(() => {
		for (const load of Object.values(later)) void load();
	}, quietMs);
}
