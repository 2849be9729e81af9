import type { Contract, EventName } from '../../protocol/contract.ts';
import type { Handler } from '../handlers/support/handler.ts';

/** What each file of handlers exports by default; nothing, where somebody forgot it. */
type Files = Record<string, Handler | undefined>;

const handlerFiles: Files = import.meta.glob<Handler>(['../handlers/*.ts', '!../handlers/*.test.ts'], {
	eager: true,
	import: 'default'
});

/**
 * The handlers by their event, found by their files' names.
 * @throws Error that names the entry without a file, the file without an entry, or the file of the wrong kind.
 */
export function findHandlers(contract: Contract, files = handlerFiles): Map<EventName, Handler> {
	const handlers = new Map<EventName, Handler>();
	for (const [path, handler] of Object.entries(files)) {
		const name = path.replace(/^.*\/|\.ts$/g, '');
		if (!Object.hasOwn(contract, name)) throw new Error(`handlers/${name}.ts has no entry in the contract.`);
		const event = name as EventName;
		if (handler?.name !== event || handler.kind !== contract[event].kind) {
			throw new Error(`handlers/${name}.ts must export by default ${contract[event].kind}('${name}', …).`);
		}
		handlers.set(event, handler);
	}
	for (const name of Object.keys(contract)) {
		if (!handlers.has(name as EventName))
			throw new Error(`The contract's ${name} has no file handlers/${name}.ts.`);
	}
	return handlers;
}
