import type { Data, EventKind, EventName, Payload } from '../../../protocol/contract.ts';
import type { Presence } from '../../../protocol/entities.ts';
import type { Meta, Reply } from '../../../protocol/envelope.ts';
import type { Refusal } from '../../../protocol/errors.ts';
import type { Limits } from '../../../protocol/limits.ts';
import type { ServerHealth } from '../../../protocol/server-health.ts';
import type { PushData, PushName } from '../../../protocol/pushes.ts';
import type { Permission } from '../../../protocol/server-roles.ts';
import type { TokenPermission } from '../../../protocol/tokens.ts';
import type { Db, Tx } from '../../store/open-store.ts';

/** Who is there now, as the hub knows it of its sockets. */
export type Presences = {
	/** Undefined: nobody of this name was here lately. `seenAt` in milliseconds. */
	find(userId: string): { status: Presence['status']; seenAt: number } | undefined;
	/** What the caller's own socket says of its person. `false` at a door without sockets. */
	set(status: Exclude<Presence['status'], 'offline'>): boolean;
	/** From now on the caller's socket is told when one of these changes; the people it asked for last count. */
	watch(userIds: readonly string[]): void;
	/** The time by which people are seen, in milliseconds. */
	now(): number;
};

/**
 * Who asks. `deviceId` is the device as it named itself at the handshake. A program that came in with a token has the token's id
 * for both ids, and what it permits; a person has `all`.
 */
export type Caller = {
	userId: string;
	deviceId: string;
	sessionId: string;
	permissions: readonly TokenPermission[] | 'all';
};

/** Tells others, after the commit and never before. The caller's own socket is left out: it gets the reply. */
export type Push = {
	toChat<Name extends PushName>(chatId: string, name: Name, data: PushData<Name>): void;
	toUser<Name extends PushName>(userId: string, name: Name, data: PushData<Name>): void;
	/** To all of one's own sockets, the caller's included: what the reply does not tell. */
	toSelf<Name extends PushName>(userId: string, name: Name, data: PushData<Name>): void;
	/** To all sockets in the chat but this person's own. */
	toOthers<Name extends PushName>(chatId: string, userId: string, name: Name, data: PushData<Name>): void;
	/** Whoever watches this person looks again. */
	seenOtherwise(userId: string): void;
	/** The sockets of this session are closed: it has ended. */
	endSession(sessionId: string): void;
	/** From now on this person gets what is told to the chat. */
	admit(chatId: string, userId: string): void;
	/** From now on this person gets nothing more of what is told to the chat. */
	dismiss(chatId: string, userId: string): void;
};

/** Notes facts in the log; never a text that a person wrote. */
export type Log = { info(facts: Record<string, unknown>, message: string): void };

type Common = { caller: Caller; limits: Limits; log: Log; presences: Presences };
export type CommandContext = Common & { tx: Tx; push: Push };
export type QueryContext = Common & { db: Db; meta: Meta; health: () => Promise<ServerHealth> };
export type SignalContext = Common & { db: Db; push: Push };

/** Runs another event for the same caller, as if it had come by itself. */
export type RelayContext = Common & { run: (event: string, payload: unknown) => Promise<Reply> };

type Run<Name extends EventName, Context> = (payload: Payload<Name>, context: Context) => Promise<Data<Name>>;

/** A command may also return a refusal: what it wrote stays. A refusal that it throws undoes everything. */
type RunCommand<Name extends EventName> = (
	payload: Payload<Name>,
	context: CommandContext
) => Promise<Data<Name> | Refusal>;
type NamesOf<Kind> = { [Name in EventName]: EventKind<Name> extends Kind ? Name : EventName }[EventName];

/** What somebody has to be allowed on the server to be heard at all. What a chat demands the handler finds out itself. */
type Needs = readonly Permission[];

type HandlerOf<Kind, Context> = {
	kind: Kind;
	name: string;
	needs: Needs;
	run(payload: never, context: Context): Promise<unknown>;
};

export type Handler =
	| HandlerOf<'command', CommandContext>
	| HandlerOf<'query', QueryContext>
	| HandlerOf<'signal', SignalContext>
	| HandlerOf<'relay', RelayContext>;

/** A handler that writes, inside one transaction. It awaits nothing but the store. */
export function command<Name extends NamesOf<'command'>>(
	name: Name,
	run: RunCommand<Name>,
	needs: Needs = []
): Handler {
	return { kind: 'command', name, needs, run };
}

/** A handler that reads. What it puts into `meta` goes with the answer. */
export function query<Name extends NamesOf<'query'>>(
	name: Name,
	run: Run<Name, QueryContext>,
	needs: Needs = []
): Handler {
	return { kind: 'query', name, needs, run };
}

/** A handler of something that is stored nowhere. */
export function signal<Name extends NamesOf<'signal'>>(
	name: Name,
	run: Run<Name, SignalContext>,
	needs: Needs = []
): Handler {
	return { kind: 'signal', name, needs, run };
}

/** A handler that runs other events. */
export function relay<Name extends NamesOf<'relay'>>(
	name: Name,
	run: Run<Name, RelayContext>,
	needs: Needs = []
): Handler {
	return { kind: 'relay', name, needs, run };
}
