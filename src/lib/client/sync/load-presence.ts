import type { PresenceService, PresenceSettings } from './serve-presence.ts';

/** Serves presence over a connection. Its code comes after the first page: nobody waits for it. `null`: the connection ended, or it did not come. */
export async function loadPresence(settings: PresenceSettings): Promise<PresenceService | null> {
	try {
		const { PresenceService } = await import('./serve-presence.ts');
		return settings.signal.aborted ? null : new PresenceService(settings);
	} catch (error) {
		console.warn('Who is there is not shown until the next connection.', error);
		return null;
	}
}
