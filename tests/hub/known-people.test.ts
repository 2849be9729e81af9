import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Data } from '$lib/protocol/contract.ts';
import type { User } from '$lib/protocol/entities.ts';
import { newId } from '$lib/protocol/ids.ts';
import { openSession } from '$lib/server/auth/open-session.ts';
import { findUser, insertUser } from '$lib/server/store/users.ts';
import { connect, type TestClient } from '../support/connect.ts';
import { text } from '../support/documents.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

type Page = Data<'sync.initial'>;
type Actor = { id: string; client: TestClient };

let server: TestServer;
let made = 0;

beforeAll(async () => {
	server = await startServer();
});
afterAll(() => server.stop());

const visitor = { deviceId: null, userAgent: 'test', address: '127.0.0.1' };

/** People who know nobody, and have no password: to hash one for each would take most of the time. */
function newPeople(count: number): Promise<Actor[]> {
	return Promise.all(Array.from({ length: count }, newPerson));
}

async function newPerson(): Promise<Actor> {
	const { auth, store } = server.app;
	const id = newId();
	const username = `person${made++}`;
	const names = { username, display_name: username };
	await store.write((tx) => insertUser(tx, { id, ...names, role: 'member', password_hash: 'none' }));
	const user = await findUser(store.db, id);
	if (!user) throw new Error('An account that was just made is not there.');
	const { cookies } = await openSession(auth, user, visitor, null);
	const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
	return { id, client: await connect(server, { cookie }) };
}

/** What a client keeps that hears of nothing but by pulls. */
class Mirror {
	readonly owner: Actor;
	readonly #chats = new Map<string, Page['chats'][number]>();
	readonly #users = new Map<string, User>();
	#cursor: string | null = null;
	#before = Promise.resolve(false);

	constructor(owner: Actor) {
		this.owner = owner;
	}

	/** One page, after the one before. Answers whether it was the last. */
	pullPage(limit: number, answerIsLost = false): Promise<boolean> {
		this.#before = this.#before.then(() => this.#pullPage(limit, answerIsLost));
		return this.#before;
	}

	async #pullPage(limit: number, answerIsLost: boolean): Promise<boolean> {
		const page = await this.owner.client.get('sync.initial', { cursor: this.#cursor, limit });
		if (answerIsLost) return false;
		for (const chat of page.chats) this.#chats.set(chat.id, chat);
		for (const user of page.users) this.#users.set(user.id, user);
		this.#cursor = page.cursor;
		return !page.more;
	}

	async pull(): Promise<void> {
		// What happens while the first sync goes on is told by the pull that follows it.
		for (const _ of ['rest', 'news']) while (!(await this.pullPage(2)));
	}

	/** Whoever a chat on its list names, as this mirror knows them and as they are. */
	async compare(): Promise<{ known: (User | undefined)[]; now: User[] }> {
		const chats = [...this.#chats.values()].filter(({ removed }) => !removed);
		const senders = chats.flatMap(({ lastMessage }) => lastMessage?.senderId ?? []);
		const members = chats.flatMap((chat) => chat.members.map(({ userId }) => userId));
		const userIds = [...new Set([...members, ...senders])];
		const now = await this.owner.client.get('users.get', { userIds });
		return { known: now.map(({ id }) => this.#users.get(id)), now };
	}
}

const some = fc.nat({ max: 1000 });
const doings = ['create', 'direct', 'say', 'say', 'add', 'add', 'remove', 'leave', 'read', 'rename'] as const;

/** `by` and `chat` pick from those that there are. */
const act = fc.record({
	kind: fc.constantFrom(...doings),
	by: some,
	chat: some,
	other: some
});
const pulling = fc.record({
	kind: fc.constant('pull' as const),
	by: some,
	limit: fc.integer({ min: 1, max: 2 }),
	lost: fc.boolean(),
	/** On a device that has not pulled before. */
	anew: fc.boolean()
});
type Act = { kind: (typeof doings)[number]; by: number; chat: number; other: number };
type Pulling = { kind: 'pull'; by: number; limit: number; lost: boolean; anew: boolean };

/** What the server refuses changes nothing. */
class Play {
	readonly mirrors: Mirror[] = [];
	readonly #people: Actor[];
	/** Who may have been in each chat, its maker first. */
	readonly #chats: { id: string; people: Actor[] }[] = [];

	constructor(people: Actor[]) {
		this.#people = people;
	}

	async perform(step: Act | Pulling): Promise<void> {
		if (step.kind === 'pull') return this.#pull(step);
		const other = pick(this.#people, step.other);
		if (step.kind === 'rename') return rename(other.id);
		if (step.kind === 'create' || step.kind === 'direct' || this.#chats.length === 0)
			return this.#create(step.kind === 'direct' ? 'direct' : 'group', pick(this.#people, step.by), other);
		const chat = pick(this.#chats, step.chat);
		const by =
			step.kind === 'add' || step.kind === 'remove' ? pick(chat.people, 0) : pick(chat.people, step.by);
		if (step.kind === 'add') chat.people.push(other);
		const { id: chatId } = chat;
		const [event, payload] = {
			say: ['message.send', { id: newId(), chatId, content: text('Words') }] as const,
			add: ['chat.members.add', { chatId, userIds: [other.id] }] as const,
			remove: ['chat.members.remove', { chatId, userId: pick(chat.people, step.by).id }] as const,
			leave: ['chat.leave', { chatId }] as const,
			read: ['message.read', { chatId, seq: 1 }] as const
		}[step.kind];
		await by.client.ask(event, payload);
	}

	async #create(kind: 'group' | 'direct', by: Actor, other: Actor): Promise<void> {
		const id = newId();
		this.#chats.push({ id, people: [by, other] });
		const title = kind === 'group' ? { title: 'Group' } : {};
		await by.client.ask('chat.create', { id, kind, memberIds: [other.id], ...title });
	}

	async #pull({ by, limit, lost, anew }: Pulling): Promise<void> {
		const owner = pick(this.#people, by);
		const known = this.mirrors.find((mirror) => mirror.owner === owner);
		const mirror = known && !anew ? known : new Mirror(owner);
		if (mirror !== known) this.mirrors.unshift(mirror);
		await mirror.pullPage(limit, lost);
	}
}

function pick<Item>(list: readonly Item[], at: number): Item {
	const item = list[at % list.length];
	if (!item) throw new Error('There is none to pick.');
	return item;
}

/** No event does that yet. */
async function rename(id: string): Promise<void> {
	const display_name = `Name ${newId()}`;
	await server.app.store.write((tx) =>
		tx.sql.updateTable('users').set({ display_name, stamp: tx.stamp }).where('id', '=', id).execute()
	);
}

test('who pulls at any moments knows each person of each chat, as they are now', { timeout: 120_000 }, () =>
	fc.assert(
		fc.asyncProperty(
			fc.array(fc.array(fc.oneof({ weight: 2, arbitrary: act }, pulling), { minLength: 1, maxLength: 3 }), {
				minLength: 10,
				maxLength: 30
			}),
			async (turns) => {
				const people = await newPeople(6);
				const play = new Play(people);
				// Those of one turn run at once: pulls see half of what happens meanwhile.
				for (const turn of turns) await Promise.all(turn.map((step) => play.perform(step)));
				for (const mirror of play.mirrors) {
					await mirror.pull();
					const { known, now } = await mirror.compare();
					expect(known).toEqual(now);
				}
				for (const { client } of people) client.close();
			}
		),
		{ numRuns: 25 }
	)
);
