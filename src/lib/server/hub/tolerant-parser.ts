import { Decoder, Encoder, PacketType, type Packet } from 'socket.io-parser';

/** Stands in place of a payload that cannot be taken, so that the sender still gets an answer. */
export const refusedPayload = { tooLarge: Symbol('too large'), binary: Symbol('binary') };

/** Stands behind what was asked, with the number under which the answer is waited for. */
export class Asked {
	readonly number: number;

	constructor(number: number) {
		this.number = number;
	}
}

/**
 * socket.io's own parser ends a connection at the first frame that it cannot read. This one drops such a
 * frame, and answers where the frame names an acknowledgement.
 */
export function createTolerantParser(frameCharactersMax: number) {
	class TolerantDecoder extends Decoder {
		readonly #strict = new Decoder();
		#connected = false;

		constructor() {
			super();
			this.#strict.on('decoded', (packet) => {
				if (this.#isExpected(packet)) this.#emit(packet);
			});
		}

		override add(frame: unknown): void {
			// The contract knows no binary frames; their events are refused below, at their first part.
			if (typeof frame !== 'string') return;
			if (frame.length > frameCharactersMax) return this.#refuse(frame, refusedPayload.tooLarge);
			if (/^[56]/.test(frame)) return this.#refuse(frame, refusedPayload.binary);
			try {
				this.#strict.add(frame);
			} catch {
				// A frame that nobody can read names nobody who could be answered.
			}
		}

		/** What is out of turn would make socket.io close the connection. */
		#isExpected(packet: Packet): boolean {
			if (packet.type === PacketType.CONNECT) {
				const first = !this.#connected;
				this.#connected = true;
				return first;
			}
			return packet.nsp === '/' && packet.type !== PacketType.CONNECT_ERROR;
		}

		#refuse(frame: string, reason: symbol): void {
			const match = /^[25](?:\d{1,4}-)?(\d{1,15})?\["([\w.]{1,100})"/.exec(frame.slice(0, 200));
			if (!match) return;
			const packet: Packet = { type: PacketType.EVENT, nsp: '/', data: [match[2], reason] };
			if (match[1] !== undefined) packet.id = Number(match[1]);
			this.#emit(packet);
		}

		/** An answer is written by the hub itself: socket.io is told of no number, and makes no function to answer with. */
		#emit(packet: Packet): void {
			const { id, ...rest } = packet;
			const asks = packet.type === PacketType.EVENT && id !== undefined;
			if (asks) (rest.data as unknown[]).push(new Asked(id));
			this.emitReserved('decoded', asks ? rest : packet);
		}
	}
	return { Encoder, Decoder: TolerantDecoder };
}
