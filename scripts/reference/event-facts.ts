import { contract, type Contract, type EventName } from '../../src/lib/protocol/contract.ts';
import type { ErrorCode } from '../../src/lib/protocol/errors.ts';
import { defaultLimits, type Rate, type RateClass } from '../../src/lib/protocol/limits.ts';
import type { Permission } from '../../src/lib/protocol/server-roles.ts';
import { permissionFor } from '../../src/lib/server/policies/token-policies.ts';
import type { JsonSchema } from '../../src/routes/docs/api/json-schema.ts';
import { commonErrors, findErrors } from './find-errors.ts';
import { handlerFileOf } from './handler-file.ts';
import { toJsonSchemas, type Target } from './to-json-schemas.ts';

/** All that the sources say of one event. `needs`: what the caller's role on the server has to allow. */
export type EventFacts = {
	event: EventName;
	kind: Contract[EventName]['kind'];
	summary: string;
	needs: readonly Permission[];
	/** What a token has to permit; null: none may; `any`: what it runs is looked at by itself. */
	token: ReturnType<typeof permissionFor>;
	rateClass: RateClass;
	rate: Rate;
	payload: JsonSchema;
	data: JsonSchema;
	paged: boolean;
	/** Besides those that any event may answer. */
	errors: ErrorCode[];
	file: string;
};

/** What of a handler is told. */
export type Needing = { needs: readonly Permission[] };

/** The facts of every event, in the order of the contract, under the default limits. Run from the root of the repository. */
export function eventFacts(handlers: Map<EventName, Needing>, target: Target): EventFacts[] {
	const entries = Object.entries(contract(defaultLimits)) as [EventName, Contract[EventName]][];
	const schemas = entries.flatMap(([event, { payload, data }]) => [
		[`${event} payload`, payload] as const,
		[`${event} data`, data] as const
	]);
	const { given } = toJsonSchemas(Object.fromEntries(schemas), target);
	return entries.map(([event, { kind, summary, rate, paged }]) => {
		const needs = handlers.get(event)?.needs ?? [];
		const errors = findErrors(handlerFileOf(event)).filter((code) => !commonErrors.includes(code));
		if (needs.length > 0 && !errors.includes('forbidden')) errors.unshift('forbidden');
		return {
			event,
			kind,
			summary,
			needs,
			token: permissionFor({ name: event, kind, needs }),
			rateClass: rate,
			rate: defaultLimits.rates[rate],
			payload: given[`${event} payload`] ?? {},
			data: given[`${event} data`] ?? {},
			paged,
			errors,
			file: handlerFileOf(event)
		};
	});
}
