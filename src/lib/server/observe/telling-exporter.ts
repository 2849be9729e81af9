import { ExportResultCode, type ExportResult } from '@opentelemetry/core';
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace';
import type { Logger } from 'pino';
import { within } from './scope.ts';

/** Tells the log when a collector takes no spans, and when it does again: once each, not for every batch. */
export class TellingExporter implements SpanExporter {
	readonly #inner: SpanExporter;
	readonly #log: Logger;
	#fails = false;

	constructor(inner: SpanExporter, log: Logger) {
		this.#inner = inner;
		this.#log = log;
	}

	export(spans: ReadableSpan[], done: (result: ExportResult) => void): void {
		this.#inner.export(spans, (result) => {
			// Spans of many requests are sent when one of them happens to start the timer: it is the matter of none.
			within(undefined, () => this.#note(result));
			done(result);
		});
	}

	forceFlush(): Promise<void> {
		return this.#inner.forceFlush?.() ?? Promise.resolve();
	}

	shutdown(): Promise<void> {
		return this.#inner.shutdown();
	}

	#note({ code, error }: ExportResult): void {
		const fails = code !== ExportResultCode.SUCCESS;
		if (fails && !this.#fails)
			this.#log.warn({ err: error }, 'The collector takes no traces. They are dropped; nothing else waits.');
		if (!fails && this.#fails) this.#log.info('The collector takes traces again.');
		this.#fails = fails;
	}
}
