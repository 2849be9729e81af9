import { z } from 'zod';
import { pushes, pushSummaries, type PushName } from '../../src/lib/protocol/pushes.ts';
import { helloShape } from '../../src/lib/server/hub/handshake.ts';
import type { JsonSchema } from '../../src/routes/docs/api/json-schema.ts';
import type { EventFacts } from './event-facts.ts';
import type { Examples } from './examples.ts';
import { commonErrors } from './find-errors.ts';
import { successOf } from './success-of.ts';
import { addressOf, toJsonSchemas } from './to-json-schemas.ts';
import { licence, sessionCookie, socketWords, version } from './words.ts';

type Message = { name: string; summary: string; payload: JsonSchema; examples?: { payload: unknown }[] };

const hub = { $ref: '#/channels/hub' };
const inHub = (name: string) => ({ $ref: `#/channels/hub/messages/${name}` });
const pushNames = Object.keys(pushes) as PushName[];

/** How the frame is called that brings several pushes at once. */
const batchName = 'batch';

/** The AsyncAPI 3 document of the socket: every event with its reply, and every push. */
export function asyncApi(facts: EventFacts[], examples: Examples): object {
	const { given, named } = toJsonSchemas(
		{ ...pushes, Hello: helloShape, [batchName]: batchShape },
		'draft-07'
	);
	const messages: Record<string, Message> = {};
	const operations: Record<string, object> = {};
	for (const fact of facts) addEvent(fact, examples, messages, operations);
	for (const name of pushNames) addPush(name, given[name], examples, messages, operations);
	messages[batchName] = {
		name: batchName,
		summary: 'Several pushes, in the order in which they would have come.',
		payload: given[batchName]
	};
	operations['push.batch'] = tells(batchName, 'Several pushes in one frame, when many come at once.');
	return {
		asyncapi: '3.0.0',
		info: { title: 'Inkling', version, description: socketWords, license: { name: licence.name } },
		defaultContentType: 'application/json',
		servers: {
			own: {
				host: '{host}',
				protocol: 'wss',
				pathname: '/socket.io',
				variables: { host: { default: 'localhost:3000' } },
				security: [{ $ref: '#/components/securitySchemes/session' }]
			}
		},
		channels: { hub: { address: '/', messages } },
		operations,
		components: {
			schemas: { ...named, Hello: given.Hello },
			securitySchemes: { session: { type: 'httpApiKey', in: 'cookie', name: sessionCookie } }
		},
		'x-common-errors': commonErrors
	};
}

const batchShape = z.strictObject({
	events: z.array(z.tuple([z.enum(pushNames), z.unknown()]))
});

function addEvent(
	{ event, kind, summary, needs, token, rateClass, rate, payload, data, paged, errors }: EventFacts,
	examples: Examples,
	messages: Record<string, Message>,
	operations: Record<string, object>
): void {
	const example = examples.events[event];
	messages[event] = { name: event, summary, payload, ...toExamples(example?.payload) };
	messages[`${event}.reply`] = {
		name: `${event}.reply`,
		summary: `The answer to ${event}.`,
		payload: { oneOf: [successOf(data, paged), { $ref: addressOf('Failure') }] },
		...toExamples(example?.reply)
	};
	operations[event] = {
		action: 'receive',
		channel: hub,
		summary,
		messages: [inHub(event)],
		reply: { channel: hub, messages: [inHub(`${event}.reply`)] },
		'x-kind': kind,
		'x-needs': needs,
		'x-token': token,
		'x-rate': { class: rateClass, ...rate },
		'x-errors': errors
	};
}

function addPush(
	name: PushName,
	payload: JsonSchema,
	{ pushes: seen }: Examples,
	messages: Record<string, Message>,
	operations: Record<string, object>
): void {
	const summary = pushSummaries[name];
	messages[`push.${name}`] = { name, summary, payload, ...toExamples(seen[name]) };
	operations[`push.${name}`] = tells(`push.${name}`, summary);
}

function tells(message: string, summary: string): object {
	return { action: 'send', channel: hub, summary, messages: [inHub(message)] };
}

function toExamples(payload: unknown): { examples?: { payload: unknown }[] } {
	return payload === undefined ? {} : { examples: [{ payload }] };
}
