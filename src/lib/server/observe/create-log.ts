import { pino, type LevelWithSilent, type Logger } from 'pino';
import { currentScope } from './scope.ts';

/** The log of this level. Whatever is said in it while a request is served bears the id of that. */
export function createLog(level: LevelWithSilent): Logger {
	return pino({
		level,
		mixin: () => {
			const scope = currentScope();
			if (!scope) return {};
			const { requestId, span } = scope;
			return span ? { requestId, traceId: span.spanContext().traceId } : { requestId };
		}
	});
}
