import { newId } from '../../src/lib/protocol/ids.ts';
import { cpuSecondsOf } from '../support/pinned.ts';
import { demand, Product } from '../support/product.ts';
import { quantile } from '../support/spread.ts';

/** One run: how many versions of drafts a second were acknowledged, so stored, and told to their writer's other device. */
export type DraftsRun = {
	host: string;
	savedPerSecond: number;
	/** From the first byte to the answer. */
	p50Ms: number;
	p99Ms: number;
	/** From the first byte until the other device has it. */
	otherP50Ms: number;
	otherP99Ms: number;
	/** Of the server’s processor, for one version. */
	cpuMsEach: number;
	loadCpu: number;
};

/** One who writes on one device and has another. */
type Writer = {
	/** Saves the next version of the draft. */
	save: () => Promise<void>;
	/** When the versions were saved that the other device has not been told yet, by their mutation. */
	underway: Map<string, number>;
	/** How long the other device waited for each, in ms. */
	heard: number[];
	/** How many versions it has saved. */
	saved: () => number;
	countKept: () => Promise<number>;
	leave: () => void;
};

/** A text grows with each save; after so many somebody begins another, and the last one is kept in the history. */
const savesOfText = 10;
const named = /"draft\.updated".*?"mutationId":"([^"]+)"/g;

/** Each saves the next version as soon as the last is acknowledged. */
export async function runDrafts(
	writers: number,
	{ rounds, seconds }: { rounds: number; seconds: number },
	tell: (run: DraftsRun) => void
): Promise<void> {
	const product = await Product.start(writers);
	const all = await Promise.all(product.people.map((_, index) => openWriter(product, index)));
	// Whatever the machine: from here on each text that is ended goes into the history.
	do await play(all, Math.max(seconds, 1));
	while (all.some(({ saved }) => saved() <= savesOfText));
	if ((await all[0]?.countKept()) === 0) throw new Error('No text was kept in the history.');
	for (let round = 0; round < rounds; round++) tell(await measure(product, all, seconds));
	for (const writer of all) writer.leave();
	await product.stop();
}

async function openWriter(product: Product, index: number): Promise<Writer> {
	const person = product.people[index] ?? { id: '', cookie: '' };
	const [socket, other] = await Promise.all([product.connect(person), product.connect(person)]);
	const chatId = newId();
	await demand(socket, 'chat.create', { id: chatId, kind: 'group', memberIds: [], title: 'Draft' });
	const underway = new Map<string, number>();
	const heard: number[] = [];
	other.hear = (frame) => {
		const now = performance.now();
		for (const [, mutationId = ''] of frame.toString('latin1').matchAll(named)) {
			heard.push(now - (underway.get(mutationId) ?? NaN));
			underway.delete(mutationId);
		}
	};
	let version = 0;
	const save = async () => {
		const mutationId = newId();
		underway.set(mutationId, performance.now());
		const content = textOf(version);
		await demand(socket, 'draft.update', { chatId, content, baseVersion: version++, mutationId });
	};
	const countKept = async () => {
		const answer = await demand(socket, 'draft.history.get', { chatId });
		return (JSON.parse(answer) as [{ data: unknown[] }])[0].data.length;
	};
	const leave = () => {
		socket.close();
		other.close();
	};
	return { save, underway, heard, saved: () => version, countKept, leave };
}

/** What stands in the box after so many saves: two words more than before, up to about 200 bytes. */
function textOf(saves: number) {
	const text = Math.floor(saves / savesOfText);
	const words = Array.from({ length: 2 * (1 + (saves % savesOfText)) }, (_, n) => `word${n}of${text}`);
	const content = [{ type: 'text', text: words.join(' ') }];
	return { type: 'doc' as const, content: [{ type: 'paragraph', content }] };
}

/** Answers how long each acknowledgement took, in ms, ascending. It ends when the other devices have all. */
async function play(writers: Writer[], seconds: number): Promise<{ times: number[]; ms: number }> {
	const times: number[] = [];
	const begun = performance.now();
	await Promise.all(
		writers.map(async ({ save }) => {
			for (let at = performance.now(); at - begun < seconds * 1000; at = performance.now()) {
				await save();
				times.push(performance.now() - at);
			}
		})
	);
	const ms = performance.now() - begun;
	while (writers.some(({ underway }) => underway.size > 0))
		await new Promise((resolve) => setTimeout(resolve, 1));
	return { times: times.sort((one, other) => one - other), ms };
}

async function measure({ server }: Product, writers: Writer[], seconds: number): Promise<DraftsRun> {
	for (const { heard } of writers) heard.length = 0;
	const [usedBefore, loadBefore] = [server.cpuSeconds(), cpuSecondsOf(process.pid)];
	const { times, ms } = await play(writers, seconds);
	const [serverUsed, loadUsed] = [server.cpuSeconds() - usedBefore, cpuSecondsOf(process.pid) - loadBefore];
	const heard = writers.flatMap((writer) => writer.heard).sort((one, other) => one - other);
	return {
		host: 'inkling',
		savedPerSecond: times.length / (ms / 1000),
		p50Ms: quantile(times, 0.5),
		p99Ms: quantile(times, 0.99),
		otherP50Ms: quantile(heard, 0.5),
		otherP99Ms: quantile(heard, 0.99),
		cpuMsEach: (serverUsed * 1000) / times.length,
		loadCpu: loadUsed / (ms / 1000)
	};
}
