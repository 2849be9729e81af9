import { newId } from '$lib/protocol/ids.ts';
import { text } from '../../../support/documents.ts';
import { everybody, inside, ownerAlone, type Row } from '../row.ts';
import { eachInside, type Scene } from '../scene.ts';

const draft = text('Half a thought');
const update = ({ chatId }: Scene, baseVersion: number) => ({
	chatId,
	content: draft,
	baseVersion,
	mutationId: newId()
});
const remove = ({ chatId }: Scene, baseVersion: number) => ({ chatId, baseVersion, mutationId: newId() });

const everybodyTypes = (scene: Scene) =>
	eachInside(scene, (client) => client.get('draft.update', update(scene, 0)));

/** Then each one's history holds what was deleted. */
const everybodyDeletes = (scene: Scene) =>
	eachInside(scene, async (client, role) => {
		await client.get('draft.update', update(scene, 0));
		await client.get('draft.delete', remove(scene, 1));
		const [entry] = await client.get('draft.history.get', { chatId: scene.chatId });
		if (!entry) throw new Error('What was deleted is not in the history.');
		scene.noted[role] = entry.id;
	});

export const drafts: Row[] = [
	{
		event: 'draft.update',
		whileAllAreIn: everybodyTypes,
		payload: (scene) => update(scene, 1),
		expected: inside('ok', 'ok', 'ok')
	},
	{
		event: 'draft.update',
		of: 'based on an old version',
		whileAllAreIn: everybodyTypes,
		payload: (scene) => update(scene, 0),
		expected: inside('stale', 'stale', 'stale')
	},
	{
		event: 'draft.update',
		of: 'in announcements',
		setting: 'announcements',
		payload: (scene) => update(scene, 0),
		expected: inside('ok', 'ok', 'ok')
	},
	{
		event: 'draft.update',
		of: 'in a chat that has not begun',
		setting: 'not begun',
		payload: (scene) => update(scene, 0),
		expected: ownerAlone('ok')
	},
	{
		event: 'draft.update',
		of: 'in a group that was deleted',
		before: ({ cast, chatId }) => cast.clients.owner.get('chat.delete', { chatId }),
		payload: (scene) => update(scene, 0),
		expected: everybody('not_found')
	},
	{
		event: 'draft.delete',
		whileAllAreIn: everybodyTypes,
		payload: (scene) => remove(scene, 1),
		expected: inside('ok', 'ok', 'ok')
	},
	{
		event: 'draft.delete',
		of: 'based on an old version',
		whileAllAreIn: everybodyTypes,
		payload: (scene) => remove(scene, 0),
		expected: inside('stale', 'stale', 'stale')
	},
	{
		event: 'draft.history.get',
		whileAllAreIn: everybodyDeletes,
		payload: ({ chatId }) => ({ chatId }),
		reads: (entries) => (entries.length === 1 ? 'ok' : 'blank'),
		expected: inside('ok', 'ok', 'ok')
	},
	{
		event: 'draft.history.restore',
		of: 'of one’s own',
		whileAllAreIn: everybodyDeletes,
		payload: (scene, role) => ({ ...remove(scene, 2), id: scene.noted[role] ?? newId() }),
		expected: inside('ok', 'ok', 'ok')
	},
	{
		event: 'draft.history.restore',
		of: 'of the owner’s',
		whileAllAreIn: everybodyDeletes,
		payload: (scene) => ({ ...remove(scene, 2), id: scene.noted.owner ?? newId() }),
		expected: ownerAlone('ok')
	}
];
