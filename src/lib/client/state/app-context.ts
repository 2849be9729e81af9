import { createContext } from 'svelte';
import type { Account } from '../mirror/account.ts';
import type { Mirror } from '../mirror/mirror.ts';
import type { Moment } from '../mirror/moment.ts';
import type { ChatList } from './chat-list.svelte.ts';
import type { Connection } from './connection.svelte.ts';
import type { Newsroom } from './newsroom.ts';
import type { People } from './people.svelte.ts';
import type { Presences } from './presences.svelte.ts';

export type { Account };

/** What every screen behind the door reads. */
export type App = {
	mirror: Mirror;
	moment: Moment;
	account: Account;
	chatList: ChatList;
	people: People;
	connection: Connection;
	presences: Presences;
	newsroom: Newsroom;
};

export const [useApp, provideApp] = createContext<App>();
