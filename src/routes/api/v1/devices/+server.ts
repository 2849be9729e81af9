import { getApp } from '$lib/server/app.ts';
import { endOtherSessions } from '$lib/server/auth/end-sessions.ts';
import { answer } from '$lib/server/http/answer.ts';
import { requireSession } from '$lib/server/http/require-session.ts';
import { listSignedInDevices } from '$lib/server/store/devices.ts';
import type { RequestHandler } from './$types';

/** Where this person is signed in: `[{ id, name, since, lastSeenAt, place, current }]`, times in milliseconds; this device first. */
export const GET: RequestHandler = (event) =>
	answer(async () => {
		const { user, device } = requireSession(event);
		const devices = await listSignedInDevices(getApp().store.db, user.id, Date.now());
		return devices
			.map(({ id, name, created_at, last_seen_at, place }) => ({
				id,
				name,
				since: created_at,
				lastSeenAt: last_seen_at,
				place,
				current: id === device.id
			}))
			.sort((one, other) => Number(other.current) - Number(one.current));
	});

/** Signs this person out everywhere else: `{ ended }` sessions. */
export const DELETE: RequestHandler = (event) =>
	answer(async () => ({ ended: await endOtherSessions(getApp().auth, requireSession(event)) }));
