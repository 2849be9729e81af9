import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Transport } from 'engine.io';
import type { FrameBudget } from './frame-budget.ts';
import { FrameGate, type Frame } from './frame-gate.ts';

/** A request as engine.io hands it on. `websocket`: where it became one. */
export type EngineRequest = IncomingMessage & {
	res?: ServerResponse;
	websocket?: { pause(): void; resume(): void };
};

/** What engine.io's two transports are inside. */
type Inner = {
	name: string;
	emit(event: string, ...parts: unknown[]): boolean;
	onData(payload: string): void;
	onRequest(request: EngineRequest): void;
};

/** Of a payload that holds many frames, so many are taken out at once; the rest stays the text that it is. */
const framesPerSlice = 100;

/** What stands between the frames of a payload (engine.io protocol 4). */
const separator = '\x1e';

/**
 * Puts a gate before all that a transport brings. A websocket is no longer read while frames wait; polling is held back by
 * the answer to its POST, which comes when the frames of that are through, and the next POST is not read before. `held` is told of each frame that waits.
 */
export function gateTransport(
	transport: Transport,
	{ websocket }: EngineRequest,
	budgets: readonly FrameBudget[],
	held: () => void
): FrameGate {
	const inner = transport as unknown as Inner;
	const emit = inner.emit.bind(transport);
	const gate = new FrameGate(
		{
			deliver: (frame) => emit('packet', frame),
			pause: () => websocket?.pause(),
			resume: () => websocket?.resume(),
			held,
			vouch: () => emit('packet', { type: 'pong' })
		},
		budgets
	);
	inner.emit = (event, ...parts) => {
		if (event !== 'packet') return emit(event, ...parts);
		gate.arrive(parts[0] as Frame);
		return true;
	};
	transport.once('close', () => gate.end());
	if (inner.name === 'polling') gatePolling(inner, gate);
	return gate;
}

function gatePolling(polling: Inner, gate: FrameGate): void {
	const onData = polling.onData.bind(polling);
	const onRequest = polling.onRequest.bind(polling);
	polling.onData = (payload) => {
		const end = endOfFrames(payload, framesPerSlice);
		onData(payload.slice(0, end));
		if (end < payload.length) gate.afterwards(() => polling.onData(payload.slice(end + 1)));
	};
	polling.onRequest = (request) => {
		if (request.method !== 'POST') return onRequest(request);
		gate.afterwards(() => {
			// Who hung up meanwhile sends no body, and would be waited for.
			if (request.destroyed) return;
			answerAfterwards(request, gate);
			onRequest(request);
		});
	};
}

function answerAfterwards({ res }: EngineRequest, gate: FrameGate): void {
	if (!res) return;
	const end = res.end.bind(res) as (...parts: unknown[]) => ServerResponse;
	res.end = ((...parts: unknown[]) => {
		gate.afterwards(() => end(...parts));
		return res;
	}) as typeof res.end;
}

/** Where the first so many frames of a payload end. */
function endOfFrames(payload: string, count: number): number {
	let end = -1;
	for (let left = count; left > 0; left--) {
		end = payload.indexOf(separator, end + 1);
		if (end < 0) return payload.length;
	}
	return end;
}
