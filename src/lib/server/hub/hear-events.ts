import type { Socket } from 'socket.io';
import { Asked } from './tolerant-parser.ts';

/** What a socket said: the event, what came with it, and the number under which it waits for an answer, or null. */
export type Hear = (name: string, payload: unknown, asked: number | null) => void;

type Listener = (frame: unknown) => void;

/** An event of socket.io's protocol, version 5, without binary parts and in the namespace that everybody is in. */
const eventFrame = /^2(\d{0,15})\[/;

/**
 * Hears the events of a socket that was let in. The plain ones are read here: on socket.io's way each passes four emitters and waits
 * for two ticks (docs/performance.md). Whatever else comes takes that way, as does what cannot be read.
 */
export function hearEvents(socket: Socket, frameCharactersMax: number, hear: Hear): void {
	const { conn } = socket;
	const others = conn.listeners('data') as Listener[];
	conn.removeAllListeners('data');
	conn.on('data', (frame: unknown) => {
		const event = socket.connected ? readEvent(frame, frameCharactersMax) : null;
		if (event) hear(event.name, event.payload, event.asked);
		else for (const other of others) other(frame);
	});
	socket.onAny((name: string, ...parts: unknown[]) => {
		const [payload] = parts;
		const asked = parts.at(-1);
		hear(name, payload instanceof Asked ? undefined : payload, asked instanceof Asked ? asked.number : null);
	});
}

function readEvent(frame: unknown, charactersMax: number) {
	if (typeof frame !== 'string' || frame.length > charactersMax) return null;
	const [begin, number] = eventFrame.exec(frame) ?? [];
	if (begin === undefined) return null;
	const parts = readList(frame.slice(begin.length - 1));
	const [name, payload] = parts ?? [];
	// An event by a number, or one of those that socket.io keeps for itself, is its own matter.
	if (typeof name !== 'string' || !name.includes('.')) return null;
	return { name, payload, asked: number ? Number(number) : null };
}

function readList(json: string): unknown[] | null {
	try {
		return JSON.parse(json) as unknown[];
	} catch {
		return null;
	}
}
