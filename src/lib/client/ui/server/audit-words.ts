import type { AuditAction, AuditEntry } from '../../../protocol/audit.ts';
import type { ServerRole } from '../../../protocol/server-roles.ts';
import { roleNames } from './role-names.ts';

/** What the record tells of, as the filter calls it. */
export const auditNames: Record<AuditAction, string> = {
	'account.created': 'New accounts',
	'session.began': 'Sign-ins',
	'session.refused': 'Refused sign-ins',
	'session.confirmed': 'Confirmed devices',
	'session.ended': 'Sign-outs',
	'device.acknowledged': 'Answers about new devices',
	'password.changed': 'Changed passwords',
	'password.link': 'Links for a new password',
	'password.reset': 'Passwords taken by a link',
	'factor.added': 'New second factors',
	'factor.removed': 'Removed second factors',
	'recovery.renewed': 'New recovery codes',
	'user.disabled': 'Disabled accounts',
	'user.enabled': 'Enabled accounts',
	'user.role': 'Roles on the server',
	'settings.changed': 'Settings of the server',
	'invite.created': 'New invites',
	'invite.revoked': 'Revoked invites',
	'member.added': 'People added to chats',
	'member.removed': 'People who left chats',
	'member.role': 'Roles in chats',
	'chat.deleted': 'Deleted chats',
	'keys.rotated': 'New master keys',
	'token.created': 'New tokens',
	'token.revoked': 'Revoked tokens',
	'bot.created': 'New bots'
};

type Parts = { who: string; whom: string; self: boolean; entry: AuditEntry };

const sentences: Record<AuditAction, (parts: Parts) => string> = {
	'account.created': ({ who, whom, entry }) =>
		entry.target ? `${who} made an account, invited by ${whom}` : `${who} made an account`,
	'session.began': ({ who, entry: { details } }) =>
		`${who} signed in${byFactor(details['factor'])} on ${details['device']}${details['knownDevice'] ? '' : ', a new device'}`,
	'session.refused': ({ whom, entry: { target, details } }) =>
		`Somebody was refused to sign in${target ? ` as ${whom}` : ''} on ${details['device']}: ${details['reason']}`,
	'session.confirmed': ({ who, entry: { details } }) =>
		`${who} confirmed that it was them on ${details['device']}, which looked otherwise than before`,
	'session.ended': ({ who, entry: { details } }) =>
		`${who} signed out${Number(details['sessions']) > 1 ? ` in ${details['sessions']} places` : ''}`,
	'device.acknowledged': ({ who, entry: { details } }) =>
		details['own']
			? `${who} said of a new device that it is theirs`
			: `${who} said of a new device that it is not theirs; it was signed out`,
	'password.changed': ({ who }) => `${who} changed their password`,
	'password.link': ({ who, whom }) => `${who} made a link for a new password of ${whom}`,
	'password.reset': ({ whom }) => `Somebody with a link took a new password for ${whom}`,
	'factor.added': ({ who, entry: { details } }) => `${who} set up ${factorWord(details['factor'])}`,
	'factor.removed': ({ who, whom, self, entry: { details } }) =>
		`${who} removed ${factorWord(details['factor'])}${self ? '' : ` of ${whom}`}`,
	'recovery.renewed': ({ who }) => `${who} made new recovery codes`,
	'user.disabled': ({ who, whom }) => `${who} disabled the account of ${whom}`,
	'user.enabled': ({ who, whom }) => `${who} enabled the account of ${whom}`,
	'user.role': ({ who, whom, entry: { details } }) =>
		`${who} made ${whom} ${roleWord(details['to'])}; before: ${roleWord(details['from'])}`,
	'settings.changed': ({ who, entry: { details } }) =>
		details['secondFactorRoles']
			? `${who} requires two-step sign-in of: ${details['secondFactorRoles']}`
			: `${who} requires two-step sign-in of nobody`,
	'invite.created': ({ who, entry: { details } }) =>
		`${who} made an invite for ${details['uses'] === 1 ? 'one person' : `${details['uses']} people`}`,
	'invite.revoked': ({ who, whom, self }) => `${who} revoked an invite of ${self ? 'their own' : whom}`,
	'member.added': ({ who, whom }) => `${who} added ${whom} to a chat`,
	'member.removed': ({ who, whom, self }) =>
		self ? `${who} left a chat` : `${who} took ${whom} out of a chat`,
	'member.role': ({ who, whom, entry: { details } }) => `${who} made ${whom} ${details['to']} of a chat`,
	'chat.deleted': ({ who }) => `${who} deleted a chat`,
	'keys.rotated': () => 'A new master key was made on the server',
	'token.created': ({ who, whom, self }) => `${who} made a token${self ? '' : ` for ${whom}`}`,
	'token.revoked': ({ who, whom, self }) => `${who} revoked a token${self ? '' : ` of ${whom}`}`,
	'bot.created': ({ who, whom }) => `${who} made the bot ${whom}`
};

/** One line of the record as a sentence. */
export function auditWords(entry: AuditEntry): string {
	const { actor, target } = entry;
	return sentences[entry.action]({
		who: actor?.displayName ?? 'Somebody',
		whom: target?.displayName ?? 'somebody',
		self: actor !== null && actor.id === target?.id,
		entry
	});
}

function roleWord(role: Detail): string {
	return roleNames[role as ServerRole]?.name ?? String(role);
}

type Detail = AuditEntry['details'][string] | undefined;

const factorWords: Record<string, string> = {
	totp: 'an authenticator app',
	passkey: 'a passkey',
	recovery: 'a recovery code',
	all: 'all second factors'
};

function factorWord(factor: Detail): string {
	return factorWords[String(factor)] ?? String(factor);
}

/** The lines from before there were factors say nothing of one. */
function byFactor(factor: Detail): string {
	return factor === undefined || factor === null ? '' : ` with ${factorWord(factor)}`;
}
