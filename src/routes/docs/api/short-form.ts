import type { JsonSchema } from './json-schema.ts';

/** A schema in the words of the protocol's page: `{ id, title? }`, `[Message]`, `"all" | "admins"`, `Time | null`. */
export function shortForm(schema: JsonSchema): string {
	if (schema.$ref) return nameOf(schema.$ref);
	if ('const' in schema) return JSON.stringify(schema.const);
	if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
	const choices = schema.anyOf ?? schema.oneOf;
	if (choices) return choices.map(shortForm).join(' | ');
	if (schema.prefixItems) return `[${schema.prefixItems.map(shortForm).join(', ')}]`;
	if (schema.type === 'array') return schema.items?.not ? '[]' : `[${shortForm(schema.items ?? {})}]`;
	if (schema.properties) return objectForm(schema);
	if (schema.type === undefined) return 'any';
	return [schema.type].flat().join(' | ');
}

/** The keys alone: what stands under each is another question. */
function objectForm({ properties = {}, required = [] }: JsonSchema): string {
	const keys = Object.keys(properties).map((key) => (required.includes(key) ? key : `${key}?`));
	return keys.length === 0 ? '{}' : `{ ${keys.join(', ')} }`;
}

/** `#/components/schemas/Chat` → `Chat`. */
export function nameOf(ref: string): string {
	return ref.slice(ref.lastIndexOf('/') + 1);
}
