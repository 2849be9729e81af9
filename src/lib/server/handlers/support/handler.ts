import type { Data, EventKind, EventName, Payload } from '../../../protocol/contract.ts';
import type { Meta } from '../../../protocol/envelope.ts';
import type { Limits } from '../../../protocol/limits.ts';
import type { PushData, PushName } from '../../../protocol/pushes.ts';
import type { Db, Tx } from '../../store/open-store.ts';

/** Who asks. `deviceId` is the device as it named itself at the handshake. */
export type Caller = { userId: string; deviceId: string; sessionId: string };

/** Tells others, after the commit and never before. The caller's own socket is left out: it gets the reply. */
export type Push = {
	toChat<Name extends PushName>(chatId: string, name: Name, data: PushData<Name>): void;
	toUser<Name extends PushName>(userId: string, name: Name, data: PushData<Name>): void;
	/** From now on this person gets what is told to the chat. */
	admit(chatId: string, userId: string): void;
};

/** Notes facts in the log; never a text that a person wrote. */
export type Log = { info(facts: Record<string, unknown>, message: string): void };

type Common = { caller: Caller; limits: Limits; log: Log };
export type CommandContext = Common & { tx: Tx; push: Push };
export type QueryContext = Common & { db: Db; meta: Meta };
export type SignalContext = Common & { db: Db; push: Push };

type Run<Name extends EventName, Context> = (payload: Payload<Name>, context: Context) => Promise<Data<Name>>;
type NamesOf<Kind> = { [Name in EventName]: EventKind<Name> extends Kind ? Name : EventName }[EventName];

export type Handler =
	| { kind: 'command'; name: string; run(payload: never, context: CommandContext): Promise<unknown> }
	| { kind: 'query'; name: string; run(payload: never, context: QueryContext): Promise<unknown> }
	| { kind: 'signal'; name: string; run(payload: never, context: SignalContext): Promise<unknown> };

/** A handler that writes, inside one transaction. It awaits nothing but the store. */
export function command<Name extends NamesOf<'command'>>(
	name: Name,
	run: Run<Name, CommandContext>
): Handler {
	return { kind: 'command', name, run };
}

/** A handler that reads. What it puts into `meta` goes with the answer. */
export function query<Name extends NamesOf<'query'>>(name: Name, run: Run<Name, QueryContext>): Handler {
	return { kind: 'query', name, run };
}

/** A handler of something that is stored nowhere. */
export function signal<Name extends NamesOf<'signal'>>(name: Name, run: Run<Name, SignalContext>): Handler {
	return { kind: 'signal', name, run };
}
