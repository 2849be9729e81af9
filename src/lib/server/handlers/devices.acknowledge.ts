import { refuse } from '../../protocol/errors.ts';
import { isTrusted } from '../policies/device-policies.ts';
import { appendAudit } from '../store/audit.ts';
import { findStanding, findStandingOfSession, setStanding } from '../store/device-standing.ts';
import { deleteSomeSessions } from '../store/sessions.ts';
import { command } from './support/handler.ts';

/** Its person knows of a new device. One that is not theirs loses its sessions, and is new again at its next sign-in. */
export default command('devices.acknowledge', async ({ deviceId, own }, { tx, caller, push }) => {
	const { userId, sessionId } = caller;
	if (!isTrusted(await findStandingOfSession(tx, sessionId), tx.now))
		throw refuse(
			'forbidden',
			'This device is new itself: only one that you have used for longer can tell. Nothing was changed.'
		);
	const device = await findStanding(tx, userId, deviceId);
	if (!device?.standing) throw refuse('not_found', 'There is no such device. Nothing was changed.');
	const standing = own ? 'own' : 'foreign';
	if (device.standing === standing) return { ended: 0 };
	// What was said once is not taken back by a late answer: there is a list to sign devices out from.
	if (device.standing !== 'new') throw refuse('conflict', 'You have said otherwise of this device already.');
	await setStanding(tx, userId, deviceId, standing);
	const ended = own ? [] : await deleteSomeSessions(tx, userId, { deviceId });
	for (const id of ended) push.endSession(id);
	const details = { own, sessions: ended.length };
	await appendAudit(tx, { action: 'device.acknowledged', actorId: userId, targetId: userId, details });
	push.toSelf(userId, 'devices.changed', {});
	return { ended: ended.length };
});
