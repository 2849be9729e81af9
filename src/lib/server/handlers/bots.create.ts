import { refuse } from '../../protocol/errors.ts';
import { appendAudit } from '../store/audit.ts';
import { listBots } from '../store/bots.ts';
import { findUser, findUserByName, insertUser } from '../store/users.ts';
import { command } from './support/handler.ts';

export default command(
	'bots.create',
	async ({ id, username, displayName }, { caller, tx }) => {
		const before = await findUser(tx, id);
		if (before && !(before.bot && before.username === username && before.display_name === displayName))
			throw refuse('conflict', 'There is an account with this id already. Nothing was changed.');
		if (!before) {
			if (await findUserByName(tx, username)) {
				const issues = [{ path: 'username', message: 'is taken; please choose another' }];
				throw refuse('conflict', 'This username is taken.', { issues });
			}
			await insertUser(tx, { id, username, display_name: displayName, role: 'bot', password_hash: '' });
			await appendAudit(tx, { action: 'bot.created', actorId: caller.userId, targetId: id });
		}
		const [bot] = await listBots(tx, id);
		if (!bot) throw refuse('not_found');
		return bot;
	},
	['bot.manage']
);
