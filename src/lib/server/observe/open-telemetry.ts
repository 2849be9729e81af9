import { ROOT_CONTEXT, SpanKind, SpanStatusCode, trace, type Context } from '@opentelemetry/api';
import { parseTraceParent } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { defaultResource, resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import type { Logger } from 'pino';
import { TellingExporter } from './telling-exporter.ts';
import type { Tracing, TracingSettings } from './tracing.ts';

/** For so long the stop waits for a collector; the whole stop may take ten seconds. */
const lastWordMs = 2000;

/** Traces by OpenTelemetry's own packages. This file is loaded only where they are wanted. */
export function createTracing({ endpoint, serviceName }: TracingSettings, log: Logger): Tracing {
	const url = `${endpoint.replace(/\/+$/, '')}/v1/traces`;
	const exporter = new TellingExporter(new OTLPTraceExporter({ url }), log);
	const provider = new TracerProvider({
		resource: defaultResource().merge(resourceFromAttributes({ 'service.name': serviceName })),
		spanProcessors: [new BatchSpanProcessor({ exporter })]
	});
	const tracer = provider.getTracer('inkling');
	return {
		begin: (name, scope, traceparent = null) => {
			const kind = scope?.span ? SpanKind.INTERNAL : SpanKind.SERVER;
			const parent = scope?.span ? trace.setSpan(ROOT_CONTEXT, scope.span) : fromOutside(traceparent);
			return tracer.startSpan(name, { kind }, parent);
		},
		statement: (scope, sql, begun, rows) => {
			if (!scope?.span?.isRecording()) return;
			const attributes = {
				'db.system.name': 'sqlite',
				'db.query.text': sql,
				'db.response.returned_rows': rows
			};
			const options = { kind: SpanKind.CLIENT, startTime: begun, attributes };
			const verb = /^\w+/.exec(sql)?.[0].toUpperCase() ?? 'SQL';
			tracer.startSpan(verb, options, trace.setSpan(ROOT_CONTEXT, scope.span)).end(performance.now());
		},
		end: (span, facts, failed) => {
			span.setAttributes(facts);
			if (failed) span.setStatus({ code: SpanStatusCode.ERROR });
			span.end();
		},
		stop: () => Promise.race([provider.shutdown().catch(() => undefined), lastWord()])
	};
}

/** Below the span that a `traceparent` header (W3C) names; what is not well-formed names none. */
function fromOutside(traceparent: string | null): Context {
	const parent = traceparent === null ? null : parseTraceParent(traceparent);
	return parent ? trace.setSpanContext(ROOT_CONTEXT, { ...parent, isRemote: true }) : ROOT_CONTEXT;
}

function lastWord(): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, lastWordMs).unref());
}
