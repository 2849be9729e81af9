import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Draft, Message, User } from '$lib/protocol/entities.ts';
import { newId } from '$lib/protocol/ids.ts';
import { connect, type TestClient } from '../support/connect.ts';
import { text } from '../support/documents.ts';
import { signUpOver, spawnServer, type SpawnedServer } from '../support/spawn-server.ts';

const people = 20;
const sendsEach = 50;

type Someone = { user: User; cookie: string };

let server: SpawnedServer;
let everyone: Someone[];

beforeAll(async () => {
	server = await spawnServer({ RATE_LIMITS: 'off', SIGN_INS_PER_MINUTE_ADDRESS: '1000', LOG_LEVEL: 'error' });
	const owner = await signUpOver(server, 'person0');
	everyone = [owner];
	for (let n = 1; n < people; n++) everyone.push(await signUpOver(server, `person${n}`, owner));
}, 60_000);

afterAll(() => server.remove());

/** What one client saw of the server before it was killed. */
class Witness {
	readonly sends: { id: string; words: string }[];
	readonly acknowledged = new Map<string, Message>();
	readonly client: TestClient;
	draft: Draft | null = null;

	constructor(client: TestClient, number: number) {
		this.client = client;
		this.sends = Array.from({ length: sendsEach }, (_, n) => ({ id: newId(), words: `${number} says ${n}` }));
	}

	/** Sends and drafts, one after the other, until the connection is gone. */
	async work(chatId: string, tell: () => void): Promise<void> {
		for (const [n, { id, words }] of this.sends.entries()) {
			if (!this.client.socket.connected) return;
			const draft = { chatId, content: text(words), baseVersion: n, mutationId: newId() };
			const [sent, drafted] = await Promise.all([
				this.#ask('message.send', { id, chatId, content: text(words) }),
				this.#ask('draft.update', draft)
			]);
			if (sent?.ok) this.acknowledged.set(id, sent.data as Message);
			if (drafted?.ok) this.draft = drafted.data as Draft;
			tell();
		}
	}

	/** The answer, or null when the connection broke first. */
	async #ask(event: string, payload: unknown) {
		const gone = new Promise<null>((resolve) => this.client.socket.once('disconnect', () => resolve(null)));
		return Promise.race([this.client.ask(event, payload), gone]);
	}
}

async function readAll(client: TestClient, chatId: string): Promise<Message[]> {
	const all: Message[] = [];
	for (;;) {
		const page = await client.get('chat.messages.get', {
			chatId,
			afterSeq: all.at(-1)?.seq ?? 0,
			limit: 100
		});
		if (page.length === 0) return all;
		all.push(...page);
	}
}

/** Everyone writes; the server is killed when `after` rounds of all are answered. */
async function writeAndKill(chatId: string, after: number): Promise<Witness[]> {
	const witnesses = await Promise.all(
		everyone.map(async (someone, number) => new Witness(await connect(server, someone), number))
	);
	let answered = 0;
	let killing: Promise<void> | undefined;
	const tell = () => {
		if (++answered === after) killing = server.kill();
	};
	await Promise.all(witnesses.map((witness) => witness.work(chatId, tell)));
	expect(killing, 'the server was killed while it worked').toBeDefined();
	await killing;
	return witnesses;
}

test('kill -9 in the middle of 1,000 sends by 20 clients loses nothing acknowledged and nothing delivered', async () => {
	const first = await connect(server, everyone[0] as Someone);
	const chatId = newId();
	const memberIds = everyone.slice(1).map(({ user }) => user.id);
	await first.get('chat.create', { id: chatId, kind: 'group', memberIds, title: 'Crowd' });
	await first.get('message.send', { id: newId(), chatId, content: text('Begin') });

	const witnesses = await writeAndKill(chatId, 500);
	await server.start();

	const reader = await connect(server, everyone[0] as Someone);
	const stored = await readAll(reader, chatId);
	const byId = new Map(stored.map((message) => [message.id, message]));
	expect(byId.size).toBe(stored.length);
	expect(stored.map((message) => message.seq)).toEqual(stored.map((_, index) => index + 1));

	for (const witness of witnesses) {
		for (const [id, message] of witness.acknowledged) expect(byId.get(id)).toEqual(message);
		for (const [name, data] of witness.client.pushes) {
			if (name === 'message.new') expect(byId.get(data.id)).toEqual(data);
		}
	}
	expect(witnesses.reduce((sum, witness) => sum + witness.acknowledged.size, 0)).toBeGreaterThan(0);
	expect(stored.length).toBeLessThan(people * sendsEach);

	await Promise.all(
		witnesses.map(async (witness, number) => {
			const again = await connect(server, everyone[number] as Someone);
			const { drafts } = await again.get('sync.initial', { cursor: null });
			const draft = drafts.find((each) => each.chatId === chatId);
			// One more may have been committed than was acknowledged; never one less.
			expect([witness.draft?.version ?? 0, (witness.draft?.version ?? 0) + 1]).toContain(draft?.version ?? 0);
			if (witness.draft && draft?.version === witness.draft.version) expect(draft).toEqual(witness.draft);

			for (const { id, words } of witness.sends) {
				await again.get('message.send', { id, chatId, content: text(words) });
			}
		})
	);
	const complete = await readAll(reader, chatId);
	expect(complete.map((message) => message.seq)).toEqual(complete.map((_, index) => index + 1));
	expect(complete).toHaveLength(people * sendsEach + 1);
	expect(complete.slice(0, stored.length)).toEqual(stored);
}, 120_000);
