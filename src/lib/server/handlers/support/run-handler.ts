import type { Meta, Reply } from '../../../protocol/envelope.ts';
import { Refusal, refuse } from '../../../protocol/errors.ts';
import type { ServerHealth } from '../../../protocol/server-health.ts';
import type { Limits } from '../../../protocol/limits.ts';
import { mayAll } from '../../policies/server-policies.ts';
import { permissionFor } from '../../policies/token-policies.ts';
import { liveChatIds } from '../../store/members.ts';
import type { Db, Store, Tx } from '../../store/open-store.ts';
import { findUser } from '../../store/users.ts';
import type { Caller, Handler, Log, Presences, Push } from './handler.ts';

/** What handlers stand on, made once at the start. */
export type Stage = { store: Store; limits: Limits; log: Log; health: () => Promise<ServerHealth> };

/** Who asks, how to tell others, and how to run another event for the same caller. */
export type Asked = {
	caller: Caller;
	/** Called when the handler begins, perhaps anew: what it told before was undone with all else that it did. */
	beginTelling: () => Push;
	presences: Presences;
	run: (event: string, payload: unknown) => Promise<Reply>;
};

/**
 * Runs a handler with a payload that was parsed: a command inside a transaction, settling after its commit.
 * @throws Refusal as the handler does; anything else is a fault.
 */
export async function runHandler(
	{ store, limits, log, health }: Stage,
	handler: Handler,
	payload: unknown,
	{ caller, beginTelling, presences, run }: Asked
): Promise<{ data: unknown; meta: Meta }> {
	checkToken(caller, handler);
	const given = payload as never;
	const meta: Meta = {};
	const common = { caller, limits, log, presences };
	if (handler.kind === 'command') {
		// Check and effect stand in one transaction: a role that was just taken away counts no more.
		const work = async (tx: Tx) => {
			if (handler.needs.length > 0) await checkNeeds(tx, caller, handler.needs);
			return handler.run(given, { ...common, tx, push: beginTelling() });
		};
		return { data: kept(await store.write(work)), meta };
	}
	if (handler.needs.length > 0) await checkNeeds(store.db, caller, handler.needs);
	switch (handler.kind) {
		case 'query':
			return { data: await handler.run(given, { ...common, db: store.db, meta, health }), meta };
		case 'signal':
			return { data: await handler.run(given, { ...common, db: store.db, push: beginTelling() }), meta };
		case 'relay':
			return { data: await handler.run(given, { ...common, run }), meta };
	}
}

async function checkNeeds(db: Db, caller: Caller, needs: Handler['needs']): Promise<void> {
	const user = await findUser(db, caller.userId);
	if (!user || user.disabled || !mayAll(user.role, needs))
		throw refuse('forbidden', 'Your role on this server does not allow this. Nothing was changed.');
}

function checkToken({ permissions }: Caller, handler: Handler): void {
	if (permissions === 'all') return;
	const needed = permissionFor(handler);
	if (needed === 'any' || (needed !== null && permissions.includes(needed))) return;
	throw refuse(
		'forbidden',
		needed === null
			? 'No token allows this; it needs somebody who is signed in. Nothing was changed.'
			: `This token does not allow it: it lacks “${needed}”. Nothing was changed.`
	);
}

/** What a command returned; a refusal is one only now that its transaction is on the disk. */
function kept(data: unknown): unknown {
	if (data instanceof Refusal) throw data;
	return data;
}

/** The chats whose pushes a person gets, at once: nothing happens between this and what is done with it in the same turn. */
export function findOwnChats({ store }: Stage, userId: string): string[] {
	return liveChatIds(store.db, userId);
}
