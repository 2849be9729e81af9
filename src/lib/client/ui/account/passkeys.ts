import type * as Library from '@simplewebauthn/browser';
import type {
	PublicKeyCredentialCreationOptionsJSON,
	PublicKeyCredentialRequestOptionsJSON
} from '@simplewebauthn/browser';
import type { Reply } from '../../../protocol/envelope.ts';
import { askServer } from '../ask-server.ts';

/** Whether this browser can make and use passkeys; over plain http it cannot, but for localhost. */
export function knowsPasskeys(): boolean {
	return 'PublicKeyCredential' in window;
}

/** Makes a passkey in this browser and has the server keep it. Answers recovery codes where there were none. */
export async function makePasskey(
	name: string,
	password: string
): Promise<Reply<{ recoveryCodes: string[] | null }>> {
	const unreached = 'No passkey was made; try again when you are online.';
	const asked = await askServer<PublicKeyCredentialCreationOptionsJSON>(
		'POST',
		'factors/passkeys',
		unreached,
		{ password }
	);
	if (!asked.ok) return asked;
	const made = await withBrowser(({ startRegistration }) => startRegistration({ optionsJSON: asked.data }));
	if (!made.ok) return made;
	return askServer('PUT', 'factors/passkeys', unreached, { name, response: made.data });
}

/** Signs in with a passkey, whoever of this browser it belongs to. */
export async function usePasskey(): Promise<Reply<unknown>> {
	const unreached = 'You are not signed in yet; try again when you are online.';
	const asked = await askServer<PublicKeyCredentialRequestOptionsJSON>(
		'POST',
		'session/passkey',
		unreached,
		{}
	);
	if (!asked.ok) return asked;
	const signed = await withBrowser(({ startAuthentication }) =>
		startAuthentication({ optionsJSON: asked.data })
	);
	if (!signed.ok) return signed;
	return askServer('PUT', 'session/passkey', unreached, signed.data);
}

/** The browser asks the person. That they closed its question, or that it cannot ask, is a refusal in words. */
async function withBrowser<Answer>(
	ask: (library: typeof Library) => Promise<Answer>
): Promise<Reply<Answer>> {
	try {
		return { ok: true, data: await ask(await import('@simplewebauthn/browser')) };
	} catch (error) {
		console.warn('The browser gave no passkey.', error);
		return { ok: false, error: { code: 'forbidden', message: wordsFor(error) } };
	}
}

function wordsFor(error: unknown): string {
	const name = error instanceof Error ? error.name : '';
	if (name === 'InvalidStateError') return 'This device has a passkey for your account already.';
	if (name === 'NotAllowedError' || name === 'AbortError')
		return 'No passkey was given. Nothing was changed; you can try again.';
	return 'This browser could not use a passkey here. Nothing was changed.';
}
