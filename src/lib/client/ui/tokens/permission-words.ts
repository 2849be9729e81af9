import type { TokenPermission } from '../../../protocol/tokens.ts';

/** What a token may be used for, as people call it. */
export const permissionWords: Record<TokenPermission, { name: string; about: string }> = {
	read: { name: 'Read', about: 'chats, messages, drafts and people' },
	write: { name: 'Write', about: 'messages, reactions, read marks and drafts' },
	chats: { name: 'Manage chats', about: 'make them, change titles, members and settings' },
	'server.read': { name: 'See the server', about: 'people, invites, record and health, as the account may' },
	'server.manage': { name: 'Manage the server', about: 'accounts and invites, as the account may' }
};

/** What all of them come to, in a line. */
export function permissionLine(permissions: readonly TokenPermission[]): string {
	return permissions.map((permission) => permissionWords[permission].name).join(', ');
}
