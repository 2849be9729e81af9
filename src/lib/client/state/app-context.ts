import { createContext } from 'svelte';
import type { User } from '../../protocol/entities.ts';
import type { Mirror } from '../mirror/mirror.ts';
import type { ChatList } from './chat-list.svelte.ts';
import type { Connection } from './connection.svelte.ts';
import type { People } from './people.svelte.ts';

/** Who is signed in on this browser, and as which device. */
export type Account = { user: User; device: { id: string; name: string } };

/** What every screen behind the door reads. */
export type App = {
	mirror: Mirror;
	account: Account;
	chatList: ChatList;
	people: People;
	connection: Connection;
};

export const [useApp, provideApp] = createContext<App>();
