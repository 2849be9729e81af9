import { errorCodes, refuse, type ErrorCode } from '../../../lib/protocol/errors.ts';
import type { AsyncApi, Case, OpenApi, Operation } from './documents.ts';
import type { JsonSchema } from './json-schema.ts';
import { listFields, type Field } from './list-fields.ts';
import { shortForm } from './short-form.ts';

/** What something takes or answers: its short form, and its keys where it has some. */
export type Form = { type: string; fields: Field[] };

export type Entry = {
	name: string;
	summary: string;
	/** What holds for it, in words. */
	facts: string[];
	takes?: Form;
	answers?: Form;
	errors: string[];
	/** Who may, in a group where nothing else is said. */
	cases: Case[];
	/** JSON, each with what it is. */
	examples: { title: string; json: string }[];
};

export type Reference = ReturnType<typeof readReference>;

/** The page's words out of the two documents. */
export function readReference(open: OpenApi, socket: AsyncApi) {
	const operations = Object.entries(open.paths).flatMap(([path, methods]) =>
		Object.entries(methods).map(([method, operation]) => ({ path, method, operation }))
	);
	const [events, doors] = [true, false].map((wanted) =>
		operations.filter(({ operation }) => operation.tags.includes('events') === wanted)
	);
	const shapes = { ...open.components.schemas, Hello: socket.components.schemas['Hello'] ?? {} };
	return {
		version: open.info.version,
		socketWords: socket.info.description,
		httpWords: open.info.description,
		commonErrors: open['x-common-errors'],
		errors: listErrors(),
		limits: Object.entries(open['x-limits']).map(([name, value]) => ({ name, value })),
		events: (events ?? []).map(({ path, operation }) =>
			toEntry(path.slice(path.lastIndexOf('/') + 1), operation)
		),
		doors: (doors ?? []).map(({ path, method, operation }) =>
			toEntry(`${method.toUpperCase()} ${path}`, operation)
		),
		pushes: listPushes(socket),
		shapes: Object.entries(shapes).map(([name, schema]) => ({ name, ...toShape(schema) }))
	};
}

function listErrors() {
	const codes = Object.keys(errorCodes) as ErrorCode[];
	return codes.map((code) => ({ code, ...errorCodes[code], words: refuse(code).message }));
}

function toEntry(name: string, operation: Operation): Entry {
	const taken = Object.values(operation.requestBody?.content ?? {})[0];
	const [type = '', answered] = Object.entries(operation.responses['200']?.content ?? {})[0] ?? [];
	const takes = taken?.schema ?? parametersOf(operation);
	return {
		name,
		summary: operation.summary,
		facts: listFacts(operation),
		...(takes ? { takes: toForm(takes) } : {}),
		answers: toAnswer(type, answered?.schema),
		errors: operation['x-errors'],
		cases: operation['x-cases'] ?? [],
		examples: [...toExample('Asked', taken?.example), ...toExample('Answered', answered?.example)]
	};
}

/** What stands in the path or behind the question mark, as if it were an object. */
function parametersOf({ parameters }: Operation): JsonSchema | undefined {
	return (
		parameters && { properties: Object.fromEntries(parameters.map(({ name, schema }) => [name, schema])) }
	);
}

/** What is in the envelope; where there is none, the type of the content. */
function toAnswer(type: string, schema: JsonSchema | undefined): Form {
	const data = schema?.properties?.['data'];
	return data ? toForm(data) : { type, fields: [] };
}

function listFacts(operation: Operation): string[] {
	const facts: string[] = [];
	const { 'x-kind': kind, 'x-needs': needs = [], 'x-rate': rate } = operation;
	if (kind) facts.push(kind);
	if (needs.length > 0) facts.push(`the role on the server must allow ${needs.join(' and ')}`);
	else facts.push(operation.security.length > 0 ? 'for whoever is signed in' : 'for everybody');
	const { 'x-token': token } = operation;
	if (token) facts.push(token === 'any' ? 'by token as what it runs' : `by token with “${token}”`);
	else if (token === null) facts.push('by no token');
	if (rate) facts.push(`rate “${rate.class}”: ${rate.perSecond} a second, ${rate.burst} at once`);
	return facts;
}

function listPushes({ channels }: AsyncApi): Entry[] {
	const messages = Object.entries(channels.hub.messages);
	return messages
		.filter(([key]) => key === 'batch' || key.startsWith('push.'))
		.map(([key, { summary, payload, examples = [] }]) => ({
			name: key.replace(/^push\./, ''),
			summary,
			facts: [],
			takes: toForm(payload),
			errors: [],
			cases: [],
			examples: toExample('Told', examples[0]?.payload)
		}));
}

function toForm(schema: JsonSchema): Form {
	return { type: shortForm(schema), fields: listFields(schema) };
}

/** A shape that is no object has its form, and what it is in words. */
function toShape(schema: JsonSchema) {
	const fields = [...listFields(schema), ...(schema.anyOf ?? []).flatMap((choice) => listFields(choice))];
	return { type: fields.length > 0 ? '' : shortForm(schema), words: schema.description ?? '', fields };
}

function toExample(title: string, example: unknown): { title: string; json: string }[] {
	return example === undefined ? [] : [{ title, json: JSON.stringify(example, null, 2) }];
}
