import { z } from 'zod';
import { writtenDocument } from '../../src/lib/protocol/document/document-shape.ts';
import { anyReply, storedDocument } from '../../src/lib/protocol/entities.ts';
import type { JsonSchema } from '../../src/routes/docs/api/json-schema.ts';
import { namedSchemas } from './named-schemas.ts';

/** `draft-2020-12` is what OpenAPI 3.1 takes, `draft-07` what AsyncAPI 3 does. */
export type Target = 'draft-2020-12' | 'draft-07';

export const addressOf = (name: string) => `#/components/schemas/${name}`;

/** Checked by code, so that zod knows nothing of them: the name under which the reference tells their form. */
const checkedByCode = new Map<unknown, string>([
	[storedDocument, 'Document'],
	[writtenDocument, 'Document'],
	[anyReply, 'Reply']
]);

/** The given schemas as JSON Schema, which refer to the named ones, and those. */
export function toJsonSchemas<Name extends string>(
	schemas: Record<Name, z.ZodType>,
	target: Target
): { given: Record<Name, JsonSchema>; named: Record<string, JsonSchema> } {
	const registry = z.registry<{ id: string }>();
	const told = namedSchemas();
	for (const [id, { schema }] of told) registry.add(schema, { id });
	const given = Object.entries<z.ZodType>(schemas);
	// A schema may be given several times, and have a name besides.
	for (const [name, schema] of given)
		registry.add(
			z.lazy(() => schema),
			{ id: `given ${name}` }
		);
	const found = z.toJSONSchema(registry, {
		target,
		io: 'input',
		unrepresentable: 'any',
		uri: addressOf,
		override: ({ zodSchema, jsonSchema }) => {
			const name = checkedByCode.get(zodSchema);
			if (name !== undefined) jsonSchema.$ref = addressOf(name);
		}
	}).schemas;
	const take = (name: string) => bare(found[name] ?? {});
	return {
		given: Object.fromEntries(given.map(([name]) => [name, take(`given ${name}`)])) as Record<
			Name,
			JsonSchema
		>,
		named: Object.fromEntries([...told].map(([name, { words }]) => [name, withWords(take(name), words)]))
	};
}

/** A part of a document has no dialect of its own, and its address instead of an id. */
function bare({ $schema: _, $id: _id, ...schema }: z.core.JSONSchema.BaseSchema): JsonSchema {
	return schema as JsonSchema;
}

function withWords(schema: JsonSchema, words: string | undefined): JsonSchema {
	return words === undefined ? schema : { description: words, ...schema };
}
