import type { IncomingMessage } from 'node:http';
import type { Server, Socket, Transport } from 'engine.io';
import type { Limits } from '../../protocol/limits.ts';
import { TokenBuckets } from '../auth/token-buckets.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { addressOf } from './address-of.ts';
import { FrameBudget } from './frame-budget.ts';
import type { FrameGate } from './frame-gate.ts';
import { gateTransport } from './gate-transport.ts';
import { Strangers } from './strangers.ts';
import { TolerantEngine } from './tolerant-engine.ts';

type Options = NonNullable<ConstructorParameters<typeof Server>[0]>;

/** An engine that bounds what connections bring: of a stranger, of each connection, and of all of one person together. */
export class GatedEngine extends TolerantEngine {
	readonly #limits: Limits;
	readonly #metrics: Pick<Metrics, 'held'>;
	readonly #gates = new WeakMap<Transport, FrameGate>();
	readonly #strangers: Strangers;
	readonly #leave = new WeakMap<Socket, () => void>();
	// Not the time of day, which can be set.
	readonly #clock = () => performance.now();
	readonly #buckets = new TokenBuckets(this.#clock);

	constructor(
		options: Options,
		limits: Limits,
		trustProxy: boolean,
		metrics: Pick<Metrics, 'held' | 'refused'>
	) {
		const strangers = new Strangers(limits.strangersPerAddressMax);
		super({
			...options,
			allowRequest: (request, answer) => {
				const mayCome = strangers.mayCome(addressOf(request, trustProxy));
				if (!mayCome) metrics.refused('strangers_per_address');
				answer(mayCome ? null : 'rate_limited', mayCome);
			}
		});
		this.#limits = limits;
		this.#metrics = metrics;
		this.#strangers = strangers;
		this.on('connection', (socket: Socket) => {
			const leave = this.#strangers.come(addressOf(socket.request, trustProxy));
			this.#leave.set(socket, leave);
			socket.once('close', leave);
		});
	}

	/** Somebody has signed in on this connection. */
	admit(socket: Socket, userId: string): void {
		const { socket: ofSocket, user } = this.#limits.flows;
		const budgets = [
			FrameBudget.ofOne(ofSocket, this.#clock),
			FrameBudget.shared(this.#buckets, userId, user)
		];
		const drawFrom = () => this.#gates.get(socket.transport)?.drawFrom(budgets);
		drawFrom();
		socket.on('upgrade', drawFrom);
		this.#leave.get(socket)?.();
	}

	protected override createTransport(...request: [name: never, request: IncomingMessage]): Transport {
		const transport = super.createTransport(...request);
		const budget = FrameBudget.ofOne(this.#limits.flows.stranger, this.#clock);
		this.#gates.set(transport, gateTransport(transport, request[1], [budget], this.#metrics.held));
		return transport;
	}
}
