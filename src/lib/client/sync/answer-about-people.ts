import { apply } from '../mirror/apply.ts';
import { applyMembers } from '../mirror/apply-members.ts';
import { applySearch } from '../mirror/apply-search.ts';
import type { Mirror } from '../mirror/mirror.ts';
import type { Wanted } from '../mirror/rows.ts';
import type { Request } from './link.ts';

const searchMax = 50;
const membersPage = 100;

/** A server that does not know the event leaves them without names. */
export async function answerDevices(
	mirror: Mirror,
	row: Wanted<'devices'>,
	request: Request
): Promise<boolean> {
	const [known, unknown] = await Promise.all([request('devices.list', {}), request('devices.new.list', {})]);
	if (!known || !unknown) return false;
	const byId = new Map(unknown.ok ? unknown.data.map(({ id, since, place }) => [id, { since, place }]) : []);
	const rows = known.ok ? known.data : [];
	await mirror.devices.bulkPut(
		rows.map((device) => {
			const asked = byId.get(device.id);
			return asked ? { ...device, unknown: asked } : device;
		})
	);
	await mirror.requests.put({ ...row, state: 'done' });
	return true;
}

export async function answerHiding(
	mirror: Mirror,
	row: Wanted<'hiding'>,
	request: Request
): Promise<boolean> {
	const { wanted: hide } = row;
	const reply = await (hide === null
		? request('presence.settings.get', {})
		: request('presence.settings.update', { hideLastSeen: hide }));
	if (!reply) return false;
	const told = reply.ok
		? { state: 'done', hidden: reply.data.hideLastSeen, error: undefined }
		: { state: 'failed', error: reply.error.message };
	// The person may have chosen otherwise meanwhile: that is asked next.
	await mirror.requests
		.where({ id: row.id })
		.and((now) => now.kind === 'hiding' && now.at === row.at)
		.modify((now) => void Object.assign(now, told, { wanted: null }));
	return true;
}

/** Whom the server does not know, or does not tell, stays without a name. */
export async function answerPerson(
	mirror: Mirror,
	row: Wanted<'person'>,
	request: Request
): Promise<boolean> {
	const reply = await request('users.get', { userIds: [row.userId] });
	if (!reply) return false;
	if (reply.ok) await apply(mirror, { users: reply.data });
	await mirror.requests.put({ ...row, state: 'done' });
	return true;
}

export async function answerSearch(
	mirror: Mirror,
	row: Wanted<'search'>,
	request: Request
): Promise<boolean> {
	const reply = await request('users.search', { query: row.query, limit: searchMax });
	if (!reply) return false;
	if (reply.ok) await applySearch(mirror, row, reply.data);
	else await mirror.requests.put({ ...row, state: 'failed', error: reply.error.message });
	return true;
}

export async function answerMembers(
	mirror: Mirror,
	row: Wanted<'members'>,
	request: Request
): Promise<boolean> {
	const { chatId, query, after } = row;
	const place = { ...(query ? { query } : {}), ...(after ? { after } : {}) };
	const reply = await request('chat.members.get', { chatId, limit: membersPage, ...place });
	if (!reply) return false;
	if (reply.ok) {
		const { total = reply.data.length, hasAfter = false } = reply.meta ?? {};
		await applyMembers(mirror, row, { members: reply.data, total, hasAfter });
	} else await mirror.requests.put({ ...row, state: 'failed', error: reply.error.message });
	return true;
}

export async function answerChange(
	mirror: Mirror,
	row: Wanted<'change'>,
	request: Request
): Promise<boolean> {
	const reply = await request(row.event, row.payload);
	if (!reply) return false;
	if (reply.ok) await apply(mirror, { chats: [reply.data] });
	await mirror.requests.put(
		reply.ok ? { ...row, state: 'done' } : { ...row, state: 'failed', error: reply.error.message }
	);
	return true;
}
