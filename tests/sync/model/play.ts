import { vi } from 'vitest';
import type { TestServer } from '../../support/start-server.ts';
import type { Run } from './action.ts';
import { comeToRest } from './come-to-rest.ts';
import { messagesOnceAndInOrder } from './invariants/messages-once-and-in-order.ts';
import { mirrorsConverge } from './invariants/mirrors-converge.ts';
import { nothingGoneReturns } from './invariants/nothing-gone-returns.ts';
import { nothingTypedIsLost } from './invariants/nothing-typed-is-lost.ts';
import { outboxesAreEmpty } from './invariants/outboxes-are-empty.ts';
import { unreadIsARecount } from './invariants/unread-is-a-recount.ts';
import { versionsNeverGoBack } from './invariants/versions-never-go-back.ts';
import type { Outcome } from './outcome.ts';
import { perform } from './perform.ts';
import { noteEnd, type Trace } from './trace.ts';
import { readView } from './view.ts';
import { makeWorld, tabsOf, type World } from './world.ts';

const invariants = [
	nothingTypedIsLost,
	messagesOnceAndInOrder,
	mirrorsConverge,
	nothingGoneReturns,
	unreadIsARecount,
	versionsNeverGoBack,
	outboxesAreEmpty
];

/**
 * Plays one run with new people on the running server.
 * @throws Error that says, in words, which promises were broken.
 */
export async function play(server: TestServer, { locks, actions }: Run): Promise<void> {
	const quiet = ['error', 'warn', 'info'] as const;
	const spies = quiet.map((name) => vi.spyOn(console, name).mockImplementation(() => {}));
	const clock = skippable();
	const world = await makeWorld(server, locks);
	try {
		for (const action of actions) {
			world.trace.note('→', action);
			await perform(world, action);
			for (const { network } of world.devices) network.tick();
		}
		await comeToRest(world, clock.skip);
		const outcome = await readOutcome(world);
		await check(outcome, world.trace);
	} finally {
		await Promise.all(world.devices.map((device) => device.close()));
		clock.restore();
		for (const spy of spies) spy.mockRestore();
	}
}

async function check(outcome: Outcome, trace: Trace): Promise<void> {
	const broken: string[] = [];
	for (const invariant of invariants) broken.push(...(await invariant(outcome)));
	if (broken.length === 0) return;
	await noteEnd(trace, outcome);
	throw new Error([...broken, ...trace.lines()].join('\n'));
}

async function readOutcome(world: World): Promise<Outcome> {
	const mirrors = tabsOf(world).map(({ mirror }) => mirror);
	const keys = await Promise.all(mirrors.map((mirror) => mirror.chats.toCollection().primaryKeys()));
	const chatIds = [...new Set(keys.flat())];
	const views = await Promise.all(world.people.map((person) => readView(world.server, person, chatIds)));
	return { ledger: world.ledger, views, mirrors };
}

/** The devices' clock, which can be put forward: nobody waits for a save on hold. Not a spy, which would note every look at it. */
function skippable() {
	const { now } = Date;
	let ahead = 0;
	Date.now = () => now() + ahead;
	return { skip: (ms: number) => void (ahead += ms), restore: () => void (Date.now = now) };
}
