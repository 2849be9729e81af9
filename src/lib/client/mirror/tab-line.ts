import type { Presence } from '../../protocol/entities.ts';

/** What the tabs of one browser tell each other of the moment. `link`: the connection that the news came by. */
export type Said =
	/** A tab has opened: all others say how things stand. */
	| { kind: 'hello' }
	/** Whom the screen of one tab shows, whoever came last first. */
	| { kind: 'shows'; tab: string; userIds: string[] }
	/** How long ago somebody touched a tab. */
	| { kind: 'input'; idleMs: number }
	/** This person types, or stops. */
	| { kind: 'types'; chatId: string; on: boolean }
	/** All that is known by a connection, in place of what was. `now`: the server's time. */
	| { kind: 'all'; link: string; presences: Presence[]; now: number | null }
	| { kind: 'news'; link: string; presences: Presence[] }
	/** Somebody else types, or stops. */
	| { kind: 'typing'; link: string; chatId: string; userId: string; on: boolean }
	| { kind: 'end'; link: string };

/** A line between the tabs of one browser: what one says, all the others hear. */
export type TabLine = { say: (said: Said) => void; close: () => void };
export type OpenTabLine = (hear: (said: Said) => void) => TabLine;

/** The browser's own line between the tabs of this person. */
export function tabLineOf(userId: string): OpenTabLine {
	return (hear) => {
		const channel = new BroadcastChannel(`inkling-moment-${userId}`);
		channel.onmessage = ({ data }) => hear(data as Said);
		let open = true;
		return {
			// What goes off the screen last may have something to say when all is closed.
			say: (said) => open && channel.postMessage(said),
			close: () => {
				open = false;
				channel.close();
			}
		};
	};
}
