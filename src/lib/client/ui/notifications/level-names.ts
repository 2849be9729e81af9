import type { NotifyLevel } from '../../../protocol/entities.ts';

/** How the levels of notifications are called. */
export const levelNames: { level: NotifyLevel; name: string }[] = [
	{ level: 'all', name: 'All messages' },
	{ level: 'mentions', name: 'Direct messages and mentions' },
	{ level: 'none', name: 'Nothing' }
];

/** The same for one chat. */
export const chatLevelNames: { level: NotifyLevel; name: string }[] = [
	{ level: 'all', name: 'All messages' },
	{ level: 'mentions', name: 'Mentions' },
	{ level: 'none', name: 'Nothing' }
];
