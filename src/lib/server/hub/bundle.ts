import type { WholeFrame } from './whole-frame.ts';

/** Frames that leave for a socket in one write, in the order in which they were told. Sockets that are told the same share one. */
export class Bundle {
	readonly last: WholeFrame;
	readonly #before: Bundle | null;
	#longer: Map<WholeFrame, Bundle> | undefined;
	#bytes: Buffer | undefined;

	/** `last`, after those of `before`. */
	constructor(last: WholeFrame, before: Bundle | null = null) {
		this.last = last;
		this.#before = before;
	}

	/** These and the one of `next`: the same bundle each time. */
	with({ last }: Bundle): Bundle {
		this.#longer ??= new Map();
		let longer = this.#longer.get(last);
		if (!longer) this.#longer.set(last, (longer = new Bundle(last, this)));
		return longer;
	}

	/** In their order. */
	get frames(): WholeFrame[] {
		const frames = [this.last];
		for (let before = this.#before; before; before = before.#before) frames.push(before.last);
		return frames.reverse();
	}

	/** One frame behind the other; joined once for all who get them. */
	get bytes(): Buffer {
		this.#bytes ??= this.#before ? Buffer.concat(this.frames.map(({ bytes }) => bytes)) : this.last.bytes;
		return this.#bytes;
	}
}
