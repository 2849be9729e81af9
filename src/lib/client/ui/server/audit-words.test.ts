import { expect, test } from 'vitest';
import { auditAction, type AuditEntry } from '../../../protocol/audit.ts';
import { auditNames, auditWords } from './audit-words.ts';

const person = (id: string, displayName: string) => ({
	id,
	username: id,
	displayName,
	avatarUrl: null,
	bot: false,
	disabled: false
});
const [ana, ben] = [person('a', 'Ana'), person('b', 'Ben')];

const entry = (parts: Partial<AuditEntry>): AuditEntry => ({
	id: 'x',
	at: 0,
	action: 'chat.deleted',
	actor: ana,
	target: null,
	details: {},
	...parts
});

test.each<[Partial<AuditEntry>, string]>([
	[{ action: 'account.created', target: ben }, 'Ana made an account, invited by Ben'],
	[
		{ action: 'session.began', details: { device: 'Firefox on Linux', knownDevice: false } },
		'Ana signed in on Firefox on Linux, a new device'
	],
	[
		{
			action: 'session.refused',
			actor: null,
			target: ben,
			details: { device: 'curl', reason: 'wrong password' }
		},
		'Somebody was refused to sign in as Ben on curl: wrong password'
	],
	[
		{ action: 'user.role', target: ben, details: { from: 'member', to: 'admin' } },
		'Ana made Ben Admin; before: Member'
	],
	[{ action: 'member.removed', target: ana }, 'Ana left a chat'],
	[{ action: 'member.removed', target: ben }, 'Ana took Ben out of a chat'],
	[{ action: 'keys.rotated', actor: null }, 'A new master key was made on the server']
])('%o', (parts, words) => {
	expect(auditWords(entry(parts))).toBe(words);
});

test('there are words for everything that is put down', () => {
	for (const action of auditAction.options) {
		expect(auditNames[action]).toBeTruthy();
		expect(auditWords(entry({ action, target: ben }))).toMatch(/^[A-Z]/);
	}
});
