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
	pinnedDialog: loadUntilThere(() => import('./pins/PinnedDialog.svelte')),
	editComposer: loadUntilThere(() => import('./composer/EditComposer.svelte')),
	toolbar: loadToolbar,
	linkForm: loadLinkForm,
	newsFromOutside: loadUntilThere(() => import('./app/NewsFromOutside.svelte')),
	lossNotice: loadUntilThere(() => import('./app/LossNotice.svelte')),
	brokenStorage: loadUntilThere(() => import('./app/BrokenStorage.svelte')),
	outdatedTab: loadUntilThere(() => import('./app/OutdatedTab.svelte')),
	offers: loadUntilThere(() => import('./sidebar/Offers.svelte')),
	refusedTitle: loadUntilThere(() => import('./conversation/RefusedTitle.svelte')),
	refusedFarewell: loadUntilThere(() => import('./conversation/RefusedFarewell.svelte')),
	titleField: loadUntilThere(() => import('./conversation/ChatTitleField.svelte')),
	failedMessage: loadUntilThere(() => import('./conversation/FailedMessage.svelte')),
	refusedChange: loadUntilThere(() => import('./conversation/RefusedChange.svelte')),
	undoSend: loadUntilThere(() => import('./conversation/UndoSend.svelte')),
	unfinishedEdit: loadUntilThere(() => import('./composer/UnfinishedEdit.svelte')),
	mentions: loadMentions,
	rivalBar: loadUntilThere(() => import('./composer/RivalBar.svelte')),
	waitingDialog: loadUntilThere(() => import('./waiting/WaitingDialog.svelte')),
	palette: loadUntilThere(() => import('./palette/CommandPalette.svelte')),
	shortcuts: loadUntilThere(() => import('./keyboard/ShortcutSheet.svelte')),
	draftHistory: loadUntilThere(() => import('./drafts/DraftHistoryDialog.svelte'))
};

const quietMs = 2_000;

/** Fetches them when `start` is over, and a little after that: nothing that one waits for shall come behind them. Answers when. */
export async function fetchLater(start: Promise<unknown>): Promise<void> {
	await start;
	await new Promise((resolve) => setTimeout(resolve, quietMs));
	for (const load of Object.values(later)) void load();
}
