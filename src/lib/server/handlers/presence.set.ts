import { refuse } from '../../protocol/errors.ts';
import { signal } from './support/handler.ts';

export default signal('presence.set', async ({ status }, { presences }) => {
	if (!presences.set(status)) throw refuse('conflict', 'Only who is connected can be there.');
	return {};
});
