import type { z } from 'zod';
import { errorCodes, type ErrorCode } from '../../src/lib/protocol/errors.ts';
import type { JsonSchema } from '../../src/routes/docs/api/json-schema.ts';
import type { EventFacts } from './event-facts.ts';
import type { Case, Cases, Examples, Exchange } from './examples.ts';
import { commonErrors } from './find-errors.ts';
import { commonAt, httpDoors, type HttpDoor } from './http-doors.ts';
import { readLimits } from './read-limits.ts';
import { successOf } from './success-of.ts';
import { addressOf, toJsonSchemas } from './to-json-schemas.ts';
import { httpWords, licence, sessionCookie, version } from './words.ts';

type Schemas = Record<string, JsonSchema>;

/** The OpenAPI 3.1 document of the HTTP door: every event, and the addresses that are none. */
export function openApi(facts: EventFacts[], { events, http }: Examples, cases: Cases): object {
	const { given, named } = toJsonSchemas(schemasOf(httpDoors), 'draft-2020-12');
	const paths: Record<string, Record<string, object>> = {};
	for (const fact of facts)
		paths[`/api/v1/${fact.event}`] = {
			post: eventOperation(fact, events[fact.event], cases[fact.event] ?? [])
		};
	for (const [name, door] of Object.entries(httpDoors)) {
		const [method = '', path = ''] = name.split(' ');
		(paths[path] ??= {})[method.toLowerCase()] = doorOperation(name, door, given, http[name]);
	}
	return {
		openapi: '3.1.1',
		info: { title: 'Inkling', version, description: httpWords, license: licence },
		servers: [{ url: '/' }],
		tags: [{ name: 'events' }, { name: 'accounts' }, { name: 'server' }],
		paths,
		components: {
			schemas: named,
			securitySchemes: {
				session: { type: 'apiKey', in: 'cookie', name: sessionCookie },
				token: { type: 'http', scheme: 'bearer' }
			}
		},
		'x-common-errors': commonErrors,
		'x-limits': readLimits()
	};
}

function schemasOf(doors: Record<string, HttpDoor>): Record<string, z.ZodType> {
	const parts = Object.entries(doors).flatMap(([name, { body, query, answer }]) => [
		...(body ? [[`${name} body`, body] as const] : []),
		...(query ? [[`${name} query`, query] as const] : []),
		...(typeof answer === 'string' ? [] : [[`${name} answer`, answer] as const])
	]);
	return Object.fromEntries(parts);
}

function eventOperation(fact: EventFacts, example: Exchange | undefined, cases: Case[]): object {
	const { event, kind, summary, needs, token, rateClass, rate, payload, data, paged, errors } = fact;
	return {
		operationId: event,
		tags: ['events'],
		summary,
		security: [{ session: [] }, ...(token === null ? [] : [{ token: [] }])],
		requestBody: { required: true, content: json(payload, example?.payload) },
		responses: { 200: answered(data, example, paged), ...refusals([...commonErrors, ...errors]) },
		'x-kind': kind,
		'x-needs': needs,
		'x-token': token,
		'x-rate': { class: rateClass, ...rate },
		'x-errors': errors,
		'x-cases': cases
	};
}

function doorOperation(
	name: string,
	{ summary, signedIn, body, query, answer, errors }: HttpDoor,
	schemas: Schemas,
	example: Exchange | undefined
): object {
	const [method = '', path = ''] = name.split(' ');
	const parameters = [...pathParameters(path), ...(query ? queryParameters(schemas[`${name} query`]) : [])];
	const codes = [...new Set([...commonAt(method), ...errors])];
	const ok =
		typeof answer === 'string'
			? { description: 'ok', content: { [answer]: { schema: { type: 'string' } } } }
			: answered(schemas[`${name} answer`] ?? {}, example);
	return {
		operationId: name.toLowerCase().replace(/[^a-z0-9]+/g, '-'),
		tags: [path.startsWith('/api/') ? 'accounts' : 'server'],
		summary,
		security: signedIn ? [{ session: [] }] : [],
		...(parameters.length > 0 ? { parameters } : {}),
		...(body
			? { requestBody: { required: true, content: json(schemas[`${name} body`] ?? {}, example?.payload) } }
			: {}),
		responses: { 200: ok, ...refusals(codes) },
		'x-errors': codes
	};
}

function pathParameters(path: string): object[] {
	return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
		name,
		in: 'path',
		required: true,
		schema: { type: 'string' }
	}));
}

function queryParameters({ properties = {} }: JsonSchema = {}): object[] {
	return Object.entries(properties).map(([name, schema]) => ({ name, in: 'query', schema }));
}

function json(schema: JsonSchema, example: unknown): object {
	return { 'application/json': { schema, ...(example === undefined ? {} : { example }) } };
}

function answered(data: JsonSchema, example: Exchange | undefined, paged = false): object {
	return { description: 'ok', content: json(successOf(data, paged), example?.reply) };
}

/** By their status, since several codes share one. */
function refusals(codes: ErrorCode[]): Record<string, object> {
	const byStatus = Map.groupBy(codes, (code) => errorCodes[code].status);
	return Object.fromEntries(
		[...byStatus].map(([status, those]) => [
			status,
			{ description: those.join(', '), content: json({ $ref: addressOf('Failure') }, undefined) }
		])
	);
}
