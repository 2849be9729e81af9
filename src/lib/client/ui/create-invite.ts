import type { Reply } from '../../protocol/envelope.ts';

export type Invite = { token: string; url: string; expiresAt: number | null };

/** Asks the server for an invite link. Answers its refusal as it is; being offline is one too. */
export async function createInvite(): Promise<Reply<Invite>> {
	try {
		const response = await fetch('/api/v1/invites', {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: '{}'
		});
		return (await response.json()) as Reply<Invite>;
	} catch {
		const message = 'The server cannot be reached. No link was made; try again when you are online.';
		return { ok: false, error: { code: 'unavailable', message } };
	}
}
