import type { MemberRole } from '../../protocol/entities.ts';

/** What a rule looks at: whose message it is, and what the one who asks is in the chat. */
export type MessageFacts = { isSender: boolean; role: MemberRole; deleted: boolean };

/** The sender alone, as long as there is something to edit. */
export function mayEdit({ isSender, deleted }: MessageFacts): boolean {
	return isSender && !deleted;
}

/** The sender, and those who look after the chat. */
export function mayDelete({ isSender, role }: MessageFacts): boolean {
	return isSender || role === 'owner' || role === 'admin';
}
