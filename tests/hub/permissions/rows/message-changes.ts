import { newId } from '$lib/protocol/ids.ts';
import { text } from '../../../support/documents.ts';
import type { Role } from '../cast.ts';
import { betweenTwo, inside, ownerAlone, type Row } from '../row.ts';
import { eachInside, messageBy, ownMessage, words, type Scene } from '../scene.ts';

const editOwn = (scene: Scene, role: Role) => ({
	id: ownMessage(scene, role),
	content: text('On second thoughts')
});
const own = (scene: Scene, role: Role) => ({ id: ownMessage(scene, role) });

/** A message of the other one of two. */
const othersOfTwo = (scene: Scene, role: Role) => ({
	id: messageBy(scene, role === 'owner' ? 'member' : 'owner')
});

const everybodyEdits = (scene: Scene) =>
	eachInside(scene, (client, role) =>
		client.get('message.edit', { id: messageBy(scene, role), content: text('Ahoy there') })
	);
const everybodyDeletes = (scene: Scene) =>
	eachInside(scene, (client, role) => client.get('message.delete', { id: messageBy(scene, role) }));
const everybodyForwards = (scene: Scene) =>
	eachInside(scene, async (client, role) => {
		const id = newId();
		const forwardOf = messageBy(scene, 'plain');
		await client.get('message.send', { id, chatId: scene.chatId, content: words, forwardOf });
		scene.messages[role] = id;
	});

export const messageChanges: Row[] = [
	{
		event: 'message.edit',
		of: 'of one’s own',
		payload: editOwn,
		expected: inside('ok', 'ok', 'ok')
	},
	{
		event: 'message.edit',
		of: 'of another’s',
		payload: (scene) => ({ id: messageBy(scene, 'plain'), content: text('Not my words') }),
		expected: inside('forbidden', 'forbidden', 'forbidden')
	},
	{
		event: 'message.edit',
		of: 'of one’s own in announcements',
		setting: 'announcements',
		payload: editOwn,
		expected: inside('ok', 'ok', 'forbidden')
	},
	{
		event: 'message.edit',
		of: 'of one’s own that was deleted',
		whileAllAreIn: everybodyDeletes,
		payload: editOwn,
		expected: inside('conflict', 'conflict', 'conflict')
	},
	{
		event: 'message.edit',
		of: 'of what one forwarded',
		whileAllAreIn: everybodyForwards,
		payload: editOwn,
		expected: inside('conflict', 'conflict', 'conflict')
	},
	{
		event: 'message.edit',
		of: 'of one’s own in a direct chat',
		setting: 'direct',
		payload: editOwn,
		expected: betweenTwo('ok')
	},
	{
		event: 'message.edit',
		of: 'of the other’s in a direct chat',
		setting: 'direct',
		payload: (scene, role) => ({ ...othersOfTwo(scene, role), content: text('Not my words') }),
		expected: betweenTwo('forbidden')
	},
	{
		event: 'message.delete',
		of: 'of one’s own',
		payload: own,
		expected: inside('ok', 'ok', 'ok')
	},
	{
		event: 'message.delete',
		of: 'of a plain member’s',
		payload: (scene) => ({ id: messageBy(scene, 'plain') }),
		expected: inside('ok', 'ok', 'forbidden')
	},
	{
		event: 'message.delete',
		of: 'of the owner’s',
		payload: (scene) => ({ id: messageBy(scene, 'owner') }),
		expected: inside('ok', 'ok', 'forbidden')
	},
	{
		event: 'message.delete',
		of: 'of somebody’s who was removed',
		payload: (scene) => ({ id: messageBy(scene, 'removed') }),
		expected: inside('ok', 'ok', 'forbidden')
	},
	{
		event: 'message.delete',
		of: 'of one’s own in announcements',
		setting: 'announcements',
		payload: own,
		expected: inside('ok', 'ok', 'ok')
	},
	{
		event: 'message.delete',
		of: 'once more',
		whileAllAreIn: everybodyDeletes,
		payload: own,
		expected: inside('ok', 'ok', 'ok')
	},
	{
		event: 'message.delete',
		of: 'of one’s own in a direct chat',
		setting: 'direct',
		payload: own,
		expected: betweenTwo('ok')
	},
	{
		event: 'message.delete',
		of: 'of the other’s in a direct chat',
		setting: 'direct',
		payload: othersOfTwo,
		expected: betweenTwo('forbidden')
	},
	{
		event: 'message.delete',
		of: 'of a note to oneself',
		setting: 'notes',
		payload: own,
		expected: ownerAlone('ok')
	},
	{
		event: 'message.versions.get',
		of: 'of one’s own',
		whileAllAreIn: everybodyEdits,
		payload: own,
		expected: inside('ok', 'ok', 'ok')
	},
	{
		event: 'message.versions.get',
		of: 'of another’s',
		payload: (scene) => ({ id: messageBy(scene, 'plain') }),
		expected: inside('forbidden', 'forbidden', 'forbidden')
	},
	{
		event: 'message.versions.get',
		of: 'of the other’s in a direct chat',
		setting: 'direct',
		whileAllAreIn: everybodyEdits,
		payload: othersOfTwo,
		expected: betweenTwo('forbidden')
	}
];
