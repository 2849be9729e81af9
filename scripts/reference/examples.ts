import type { EventName } from '../../src/lib/protocol/contract.ts';
import type { PushName } from '../../src/lib/protocol/pushes.ts';

/** What a test has asked and been answered. */
export type Exchange = { payload: unknown; reply: unknown };

/** What tests have seen, with ids and times that are the same at every run. HTTP: by `METHOD address`. */
export type Examples = {
	events: Partial<Record<EventName, Exchange>>;
	pushes: Partial<Record<PushName, unknown>>;
	http: Record<string, Exchange>;
};

/** One case of the table of permissions: what each role in a chat is answered. `blank`: nothing of the chat. */
export type Case = { of: string; answers: Record<string, string> };

export type Cases = Partial<Record<EventName, Case[]>>;
