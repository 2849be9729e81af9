import type { Row } from './row.ts';
import { chats } from './rows/chats.ts';
import { drafts } from './rows/drafts.ts';
import { members } from './rows/members.ts';
import { messageChanges } from './rows/message-changes.ts';
import { messages } from './rows/messages.ts';
import { people } from './rows/people.ts';
import { server } from './rows/server.ts';
import { sync } from './rows/sync.ts';

/** Who may do what: every event of the contract, in each of its cases. A new event gets its rows here. */
export const table: Row[] = [
	...sync,
	...chats,
	...members,
	...messages,
	...messageChanges,
	...drafts,
	...people,
	...server
];
