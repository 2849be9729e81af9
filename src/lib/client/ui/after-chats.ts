import { loadUntilThere } from './load-until-there.ts';

/**
 * What every page needs besides the list of chats. Its code, one file with that of sync, is fetched as soon as the chats
 * are on the screen: half of what a page runs is in it, and nobody reads a chat before seeing which there are.
 */
export const afterChats = {
	chatPage: loadUntilThere(() => import('./conversation/ChatPage.svelte')),
	notices: loadUntilThere(() => import('./app/Notices.svelte'))
};
