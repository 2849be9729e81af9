import { cancelChange } from '../../../src/lib/client/intents/cancel-change.ts';
import { dismissRival } from '../../../src/lib/client/intents/dismiss-rival.ts';
import { openChat } from '../../../src/lib/client/intents/open-chat.ts';
import { takeOverDraft } from '../../../src/lib/client/intents/take-over-draft.ts';
import { readFact } from '../../../src/lib/client/mirror/facts.ts';
import type { Mirror } from '../../../src/lib/client/mirror/mirror.ts';
import type { OutboxRow } from '../../../src/lib/client/mirror/rows.ts';
import { until } from '../support/until.ts';
import type { Device } from './device.ts';
import type { World } from './world.ts';

const restMs = 20_000;

/**
 * Everybody leaves the boxes, decides what is left to decide, and has a good network: then everything gets where it belongs.
 * @throws Error with what still waits if sync does not come to rest.
 */
export async function comeToRest({ devices }: World, skip: (ms: number) => void): Promise<void> {
	for (const { network } of devices) network.calm();
	await Promise.all(devices.map(leave));
	skip(10_000);
	// In the first round everybody tells, in the second everybody hears of it.
	for (let round = 0; round < 2; round++) {
		await Promise.all(devices.map(reconnect));
		await Promise.all(devices.map(decide));
	}
	await Promise.all(devices.map(reconnect));
}

/** One tab stays, with no chat on its screen. */
async function leave(device: Device) {
	if (device.tabs.length === 0) await device.openTab();
	for (const tab of device.tabs) {
		await tab.box?.follow();
		await tab.box?.flush();
		tab.box = null;
		await openChat(tab.mirror, null);
	}
	for (const tab of device.tabs.slice(1)) await device.closeTab(tab);
}

/** Another device was first: the person is shown that, and gives in. */
function isRefusedChange({ state, event }: OutboxRow): boolean {
	return state === 'refused' && ['message.edit', 'message.delete', 'chat.title.update'].includes(event);
}

/** The ways out of a rival, in turn; and what was refused is given up. */
async function decide({ tabs }: Device) {
	const ways = [takeOverDraft, dismissRival, lookAt];
	for (const { mirror } of tabs) {
		const set = await mirror.drafts.filter((row) => (row.rival?.version ?? 0) > row.version).toArray();
		for (const [index, { chatId }] of set.entries()) await ways[index % ways.length]?.(mirror, chatId);
		for (const row of await mirror.outbox.filter(isRefusedChange).toArray())
			await cancelChange(mirror, row.key);
	}
}

async function lookAt(mirror: Mirror, chatId: string) {
	await openChat(mirror, chatId);
	await openChat(mirror, null);
}

async function reconnect(device: Device) {
	const [tab] = device.tabs;
	if (!tab) return;
	const connected = device.network.connected();
	device.network.cut();
	const wake = setInterval(() => device.goOnline(), 5);
	await guard(connected, () => Promise.resolve('it never connects'));
	clearInterval(wake);
	const { mirror } = tab;
	const quiet = until(
		() => waiting(mirror),
		(what) => what.length === 0
	);
	await guard(quiet, async () => JSON.stringify(await waiting(mirror)));
}

/** What is in the way of rest, one kind after the other: while one is, the others need not be read at each change of the mirror. */
async function waiting(mirror: Mirror): Promise<unknown[]> {
	const connection = await readFact(mirror, 'connection');
	if (connection !== 'online') return [connection];
	const unsent = await unsentIn(mirror);
	if (unsent.length > 0) return unsent;
	const asked = await mirror.requests.filter((row) => row.state === 'waiting').toArray();
	if (asked.length > 0) return asked;
	return mirror.chats.where('contentStale').equals(1).primaryKeys();
}

/** What waits for a person is not the network's to bring. */
async function unsentIn(mirror: Mirror): Promise<OutboxRow[]> {
	const rows = (await mirror.outbox.toArray()).filter((row) => !isRefusedChange(row));
	if (!rows.some((row) => row.key.startsWith('draft:'))) return rows;
	const set = await mirror.drafts.filter((row) => (row.rival?.version ?? 0) > row.version).primaryKeys();
	return rows.filter((row) => !row.key.startsWith('draft:') || !set.includes(row.chatId));
}

/** Coming to rest is what is tested, so that not coming to rest must end the run. */
async function guard(work: Promise<unknown>, describe: () => Promise<string>): Promise<void> {
	let timer: ReturnType<typeof setTimeout> | undefined;
	const limit = new Promise((_, reject) => {
		const fail = async () => reject(new Error(`Sync did not come to rest; what waits: ${await describe()}`));
		timer = setTimeout(() => void fail(), restMs);
	});
	await Promise.race([work, limit]).finally(() => clearTimeout(timer));
}
