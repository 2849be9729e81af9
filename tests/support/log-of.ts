import { vi } from 'vitest';

/** A line of the log, as far as tests ask for it. */
export type Line = {
	level: number;
	msg: string;
	requestId?: string;
	event?: string;
	code?: string;
	userId?: string;
	ms?: number;
	sql?: string;
	rows?: number;
	requests?: string[];
	commands?: number;
	method?: string;
	route?: string;
	status?: number;
	err?: { message: string };
};

/** What a server has logged so far; what it says in other words at its start is no line of it. */
export function logOf(server: { output(): string }): Line[] {
	const whole = server.output().split('\n').slice(0, -1);
	return whole.flatMap((line) => (line.startsWith('{') ? [JSON.parse(line) as Line] : []));
}

/** The same, once it holds so many lines that fit: an answer may come before the log's line of it. */
export async function logWith(
	server: { output(): string },
	fits: (line: Line) => boolean,
	count = 1
): Promise<Line[]> {
	const enough = () => {
		const lines = logOf(server);
		return lines.filter(fits).length >= count && lines;
	};
	return vi.waitUntil(enough, { timeout: 60_000, interval: 5 });
}
