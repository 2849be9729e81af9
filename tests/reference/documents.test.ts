import asyncApiSpecs from '@asyncapi/specs';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { beforeAll, describe, expect, test } from 'vitest';
import { contract } from '$lib/protocol/contract.ts';
import { defaultLimits } from '$lib/protocol/limits.ts';
import { pushes } from '$lib/protocol/pushes.ts';
import { findHandlers } from '$lib/server/hub/find-handlers.ts';
import { asyncApi } from '../../scripts/reference/async-api.ts';
import { eventFacts } from '../../scripts/reference/event-facts.ts';
import type { Cases, Examples } from '../../scripts/reference/examples.ts';
import { commonErrors } from '../../scripts/reference/find-errors.ts';
import { httpDoors } from '../../scripts/reference/http-doors.ts';
import { openApi } from '../../scripts/reference/open-api.ts';
import { table } from '../hub/permissions/table.ts';
import { startServer } from '../support/start-server.ts';
import { playExamples } from './support/play-examples.ts';
import { playHttp } from './support/play-http.ts';
import { brokenRefs } from './support/refs.ts';
import { routes } from './support/route-caller.ts';

const events = contract(defaultLimits);
const handlers = findHandlers(events);

let examples: Examples;
let open: object;
let socket: object;

/** All examples are asked of a real server, whose clock stands, so that they are the same at every run. */
async function play(): Promise<Examples> {
	const begun = Date.now();
	// It stops at the end of its examples: that is one of them.
	const seen = await playExamples(await startServer({}, () => begun), begun);
	const server = await startServer({}, () => begun);
	const http = await playHttp(server, begun);
	await server.stop();
	return { ...seen, http };
}

/** The table of permissions, as the reference tells it. */
function listCases(): Cases {
	const rows = Object.entries(Object.groupBy(table, ({ event }) => event));
	return Object.fromEntries(
		rows.map(([event, those = []]) => [
			event,
			those.map(({ of = '', expected }) => ({ of, answers: expected }))
		])
	);
}

beforeAll(async () => {
	examples = await play();
	open = openApi(eventFacts(handlers, 'draft-2020-12'), examples, listCases());
	socket = asyncApi(eventFacts(handlers, 'draft-07'), examples);
});

const stale = 'The reference is out of date. Make it anew: npm run docs:api';
const toText = (document: object) => `${JSON.stringify(document, null, '\t')}\n`;

test('what stands in docs/api is what the sources and the server say', async () => {
	await expect(toText(open), stale).toMatchFileSnapshot('../../docs/api/openapi.json');
	await expect(toText(socket), stale).toMatchFileSnapshot('../../docs/api/asyncapi.json');
});

describe('the OpenAPI document', () => {
	test('is one of OpenAPI 3.1', async () => {
		const validator = new Validator();
		const { valid, errors } = await validator.validate(structuredClone(open) as Record<string, unknown>);
		expect(errors ?? []).toEqual([]);
		expect(valid).toBe(true);
		expect(validator.version).toBe('3.1');
	});

	test('leads nowhere that is not there', () => expect(brokenRefs(open)).toEqual([]));

	test('has every event, and every route that answers by itself', () => {
		const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
		const doors = Object.entries(routes).flatMap(([path, module]) =>
			methods.filter((method) => method in module).map((method) => `${method} ${path}`)
		);
		expect(Object.keys(httpDoors).sort()).toEqual(
			doors.filter((door) => door !== 'POST /api/v1/{event}').sort()
		);
		const { paths } = open as { paths: object };
		expect(Object.keys(paths)).toEqual(
			expect.arrayContaining(Object.keys(events).map((event) => `/api/v1/${event}`))
		);
	});
});

describe('the AsyncAPI document', () => {
	test('is one of AsyncAPI 3', () => {
		const ajv = new Ajv({ strict: false, allErrors: true });
		addFormats.default(ajv);
		const validate = ajv.compile(asyncApiSpecs.schemasWithoutId['3.0.0'] as object);
		validate(socket);
		expect(validate.errors ?? []).toEqual([]);
	});

	test('leads nowhere that is not there', () => expect(brokenRefs(socket)).toEqual([]));

	test('has every event, its reply, and every push', () => {
		const { channels } = socket as { channels: { hub: { messages: object } } };
		const names = Object.keys(events).flatMap((event) => [event, `${event}.reply`]);
		const told = Object.keys(pushes).map((push) => `push.${push}`);
		expect(Object.keys(channels.hub.messages).sort()).toEqual([...names, ...told, 'batch'].sort());
	});
});

describe('the examples', () => {
	const escaped = (part: string) => part.replaceAll('~', '~0').replaceAll('/', '~1');

	test('are there for every event and every push', () => {
		expect(Object.keys(examples.events).sort()).toEqual(Object.keys(events).sort());
		expect(Object.keys(examples.pushes).sort()).toEqual(Object.keys(pushes).sort());
	});

	test('over HTTP fit the schemas of the document', () => {
		const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });
		ajv.addSchema(open, 'open');
		const check = (path: string, method: string, part: string, example: unknown) => {
			const at = `${escaped(path)}/${method}/${part}/content/application~1json/schema`;
			const fits = ajv.compile({ $ref: `open#/paths/${at}` });
			fits(example);
			expect(fits.errors ?? [], `${method} ${path} ${part}`).toEqual([]);
		};
		for (const [event, { payload, reply }] of Object.entries(examples.events)) {
			check(`/api/v1/${event}`, 'post', 'requestBody', payload);
			check(`/api/v1/${event}`, 'post', 'responses/200', reply);
		}
		for (const [name, { payload, reply }] of Object.entries(examples.http)) {
			const [method = '', path = ''] = name.split(' ');
			if (httpDoors[name]?.body) check(path, method.toLowerCase(), 'requestBody', payload);
			check(path, method.toLowerCase(), 'responses/200', reply);
		}
	});

	test('of the socket fit the schemas of the document', () => {
		const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
		ajv.addSchema(socket, 'socket');
		const check = (message: string, example: unknown) => {
			const fits = ajv.compile({ $ref: `socket#/channels/hub/messages/${message}/payload` });
			fits(example);
			expect(fits.errors ?? [], message).toEqual([]);
		};
		for (const [event, { payload, reply }] of Object.entries(examples.events)) {
			check(event, payload);
			check(`${event}.reply`, reply);
		}
		for (const [name, data] of Object.entries(examples.pushes)) check(`push.${name}`, data);
	});
});

test('every refusal of the table of permissions is one that the reference tells of its event', () => {
	const told = new Map(eventFacts(handlers, 'draft-2020-12').map(({ event, errors }) => [event, errors]));
	for (const { event, of = '', expected, overHttp } of table) {
		const codes = Object.values({ ...expected, ...overHttp }).filter(
			(each) => each !== 'ok' && each !== 'blank'
		);
		// What runs other events answers with theirs.
		if (events[event].kind === 'relay') continue;
		expect([...(told.get(event) ?? []), ...commonErrors], `${event} ${of}`).toEqual(
			expect.arrayContaining(codes)
		);
	}
});
