import { newId } from '$lib/protocol/ids.ts';
import type { TestClient } from '../../support/connect.ts';
import { text } from '../../support/documents.ts';
import { roles, type Cast, type Part, type Role } from './cast.ts';
import type { Row } from './row.ts';

/** `direct`: the owner and the member. `notes`: the owner alone. `not begun`: a group without a message. */
export type Setting = 'group' | 'announcements' | 'direct' | 'notes' | 'not begun';

/** A chat in which everybody is what their role says, and what a row needs to know of it. */
export type Scene = {
	setting: Setting;
	cast: Cast;
	chatId: string;
	/** The message of each who wrote one. */
	messages: Partial<Record<Part, string>>;
	/** What the row's preparation noted for its payload: ids of what belongs to one role. */
	noted: Partial<Record<Role, string>>;
	/** Each one's notes to oneself, if the row's preparation made them. */
	notes: Partial<Record<Role, string>>;
};

export const words = text('Ahoy');
export const title = 'Boats';

/** Who is in the chat when it is made, with those who will be taken out. */
const casts: Record<Setting, Part[]> = {
	group: ['owner', 'admin', 'member', 'removed', 'plain'],
	announcements: ['owner', 'admin', 'member', 'removed', 'plain'],
	direct: ['owner', 'member'],
	notes: ['owner'],
	'not begun': ['owner', 'admin', 'member', 'removed', 'plain']
};

/** Whom the chat is nothing to, so that it must not look different from one that does not exist. */
export function isOutside({ setting }: Scene, role: Role): boolean {
	if (setting === 'not begun') return role !== 'owner';
	return role === 'removed' || !casts[setting].includes(role);
}

/** The roles that are in the chat while all are. */
export function rolesIn({ setting }: Scene): Role[] {
	return roles.filter((role) => casts[setting].includes(role));
}

/** The others of a group, as its owner named them when it was made. */
export function othersIn({ setting, cast }: Scene): string[] {
	return casts[setting].filter((part) => part !== 'owner').map(cast.id);
}

/** A message that this role wrote; who wrote none gets the owner's. */
export function ownMessage({ messages }: Scene, role: Role): string {
	return messages[role] ?? messageBy({ messages }, 'owner');
}

export function messageBy({ messages }: Pick<Scene, 'messages'>, part: Part): string {
	const id = messages[part];
	if (!id) throw new Error(`In this scene ${part} has written nothing.`);
	return id;
}

/** Everybody who is in does the same, at once. */
export function eachInside(scene: Scene, act: (client: TestClient, role: Role) => Promise<unknown>) {
	return Promise.all(rolesIn(scene).map((role) => act(scene.cast.clients[role], role)));
}

/** Everybody gets notes to themselves, also those who are not in the chat. */
export async function openNotes({ cast, notes }: Scene): Promise<void> {
	for (const role of roles) {
		const chat = await cast.clients[role].get('chat.create', { id: newId(), kind: 'self', memberIds: [] });
		notes[role] = chat.id;
	}
}

/** A new chat in the state that the row's event needs. */
export async function makeScene(cast: Cast, row: Row): Promise<Scene> {
	const { setting = 'group' } = row;
	const scene: Scene = { setting, cast, chatId: newId(), messages: {}, noted: {}, notes: {} };
	await makeChat(scene);
	if (setting !== 'not begun') await write(scene);
	await row.whileAllAreIn?.(scene);
	if (setting !== 'direct' && setting !== 'notes') await giveRoles(scene);
	await row.before?.(scene);
	return scene;
}

const kinds = { direct: 'direct', notes: 'self' } as const;

async function makeChat(scene: Scene): Promise<void> {
	const { setting, cast, chatId } = scene;
	const memberIds = othersIn(scene);
	const wish =
		setting === 'direct' || setting === 'notes'
			? { id: chatId, kind: kinds[setting], memberIds }
			: { id: chatId, kind: 'group' as const, memberIds, title };
	// What exists once may be there already.
	scene.chatId = (await cast.clients.owner.get('chat.create', wish)).id;
}

/** The owner begins, and shows the chat to the others. */
async function write(scene: Scene): Promise<void> {
	const { setting, cast, chatId, messages } = scene;
	const send = (part: Part) => {
		const id = (messages[part] = newId());
		return cast.clients[part].get('message.send', { id, chatId, content: words });
	};
	// One after another: the reference shows a scene, and it is to look the same at every run.
	await send('owner');
	for (const part of casts[setting].filter((each) => each !== 'owner')) await send(part);
}

async function giveRoles({ setting, cast, chatId }: Scene): Promise<void> {
	const { owner } = cast.clients;
	const steps: Promise<unknown>[] = [
		owner.get('chat.members.role', { chatId, userId: cast.id('admin'), role: 'admin' }),
		owner.get('chat.members.remove', { chatId, userId: cast.id('removed') })
	];
	if (setting === 'announcements') {
		steps.push(owner.get('chat.writers.update', { chatId, writers: 'admins' }));
	}
	await Promise.all(steps);
}

/** The same about a chat, a message or an entry that nobody has. */
export function withOtherIds({ chatId, messages, noted }: Scene, payload: unknown): unknown {
	let copy = JSON.stringify(payload);
	for (const id of [chatId, ...Object.values(messages), ...Object.values(noted)]) {
		copy = copy.replaceAll(id, newId());
	}
	return JSON.parse(copy);
}
