import type { ChatRow } from '../../../src/lib/client/mirror/rows.ts';
import type { ShownMessage } from '../../../src/lib/client/mirror/pending-changes.ts';
import type { User } from '../../../src/lib/protocol/entities.ts';
import type { Person } from '../../support/start-server.ts';

/** What a part of the crowd begins with. `crowd`: everybody, whom they may speak of. */
export type Beginning = { url: string; chatId: string; people: Person[]; crowd: User[] };

/** What a part of the crowd is told to do next. `readers`: so many of them scroll back. */
export type Order =
	| { do: 'begin' | 'rest' | 'settle' | 'report' | 'end' }
	| { do: 'act'; ms: number }
	| { do: 'read back'; readers: number };

/** What one of them has in the mirror. */
export type Report = { person: Person; chat: ChatRow | undefined; messages: ShownMessage[] };

/** `acts`: so many things were done; `reports`: where that was asked for. */
export type Done = { acts?: number; reports?: Report[]; fault?: string };
