import type { JsonSchema } from './json-schema.ts';
import { shortForm } from './short-form.ts';

/** One key of an object; of an object in it, `quietHours.from`, of a list, `mutations[].id`. */
export type Field = { name: string; optional: boolean; type: string; notes: string[] };

/** The keys of an object, and of the objects in it that have no name of their own. */
export function listFields({ properties = {}, required = [] }: JsonSchema, path = ''): Field[] {
	return Object.entries(properties).flatMap(([key, schema]) => {
		const name = path + key;
		const field = {
			name,
			optional: !required.includes(key),
			type: shortForm(schema),
			notes: listNotes(schema)
		};
		return [field, ...listInner(schema, name)];
	});
}

function listInner(schema: JsonSchema, name: string): Field[] {
	if (schema.items) return listInner(schema.items, `${name}[]`);
	if (schema.properties) return listFields(schema, `${name}.`);
	return (schema.anyOf ?? schema.oneOf ?? []).flatMap((choice) => listInner(choice, name));
}

/** What a schema demands beyond its type, in words. */
function listNotes(schema: JsonSchema): string[] {
	const notes: string[] = [];
	if (schema.description) notes.push(schema.description);
	const { minLength, maxLength, maxItems } = schema;
	if (maxLength !== undefined)
		notes.push(`${minLength ? `${minLength} to` : 'at most'} ${maxLength} characters`);
	else if (minLength) notes.push(`${minLength} characters or more`);
	if (maxItems !== undefined) notes.push(`at most ${maxItems} entries`);
	const [least, most] = [bound(schema.minimum), bound(schema.maximum)];
	if (most !== null) notes.push(`${least ?? 0} to ${most}`);
	else if (least) notes.push(`${least} or more`);
	return [...notes, ...(schema.anyOf ?? []).flatMap(listNotes)];
}

/** A bound that says more than that a number is one. */
function bound(value: number | undefined): number | null {
	return value === undefined || Math.abs(value) === Number.MAX_SAFE_INTEGER ? null : value;
}
