/** How far everything is handled: the server's cursor, and the last message of each chat. */
export type ResumePoint = { cursor: string; seqs: Record<string, number> };

/** As one opaque string, for whoever keeps it. */
export function writeResumePoint(point: ResumePoint): string {
	return JSON.stringify(point);
}

/** @throws Error when it is none that this client wrote. */
export function readResumePoint(text: string): ResumePoint {
	try {
		const { cursor, seqs } = JSON.parse(text) as Partial<ResumePoint>;
		if (typeof cursor === 'string' && typeof seqs === 'object') return { cursor, seqs };
	} catch {
		// Said below, in words that help.
	}
	throw new Error(
		'This is no cursor of inkling-client. Leave it out, and everything begins anew from now on.'
	);
}
