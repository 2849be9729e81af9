import type { Logger } from 'pino';
import type { Tracing, TracingSettings } from './tracing.ts';

/** Null where no traces are wanted: then nothing of OpenTelemetry is loaded. */
export async function openTracing(settings: TracingSettings | null, log: Logger): Promise<Tracing | null> {
	if (!settings) return null;
	const { createTracing } = await import('./open-telemetry.ts');
	return createTracing(settings, log);
}
