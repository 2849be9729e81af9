import type { InklingError } from './inkling-error.ts';
import type { Events, Failure, Meta, Pushes } from './wire.ts';

export type EventName = keyof Events;
export type Payload<Name extends EventName> = Events[Name]['payload'];
export type Data<Name extends EventName> = Events[Name]['data'];

export type PushName = keyof Pushes;
export type PushData<Name extends PushName> = Pushes[Name];

/** The envelope that answers an event. */
export type Answer<Name extends EventName> = { ok: true; data: Data<Name>; meta?: Meta } | Failure;

/** What the client itself tells, besides what the server does. */
export type OwnEvents = {
	/** A connection stands; `again`: it was lost before. */
	connected: { again: boolean };
	/** The connection is lost. Everything waits, and goes on by itself. */
	disconnected: { reason: string };
	/** So many tries in a row have led to no connection; `message` says where they went, and why the last one failed. The next one follows by itself. */
	unreachable: { message: string; tries: number };
	/** All that was told up to this cursor is handled: whoever keeps it goes on from there. */
	cursor: string;
	/** So much changed in this chat that only its new messages were told, not each change of an old one. */
	gap: { chatId: string };
	/** The server lets this client in no more. It asks nothing further. */
	stopped: InklingError;
};

export type ClientEvents = Pushes & OwnEvents;
export type ClientEventName = keyof ClientEvents;
export type Handler<Name extends ClientEventName> = (data: ClientEvents[Name]) => unknown;
