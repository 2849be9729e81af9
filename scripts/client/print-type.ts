import type { JsonSchema } from '../../src/routes/docs/api/json-schema.ts';
import { printComment } from './print-comment.ts';

/** A JSON Schema of the contract as a type of TypeScript. */
export function printType(schema: JsonSchema): string {
	if (schema.$ref !== undefined) return schema.$ref.replace(/^.*\//, '');
	if (schema.const !== undefined) return JSON.stringify(schema.const);
	if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
	const choices = schema.anyOf ?? schema.oneOf;
	if (choices) return choices.map((choice) => `(${printType(choice)})`).join(' | ');
	if (schema.not) return 'never';
	const types = [schema.type ?? []].flat();
	return types.length === 0 ? 'unknown' : types.map((type) => printPlain(type, schema)).join(' | ');
}

function printPlain(type: string, schema: JsonSchema): string {
	if (type === 'array') return `(${printType(schema.items ?? {})})[]`;
	if (type === 'integer') return 'number';
	if (type !== 'object') return type;
	if (schema.properties) return printObject(schema.properties, schema.required ?? []);
	const values = schema.additionalProperties;
	return typeof values === 'object' ? `Record<string, ${printType(values)}>` : 'Record<string, never>';
}

function printObject(properties: Record<string, JsonSchema>, required: string[]): string {
	const fields = Object.entries(properties).map(([name, schema]) => {
		return `${printComment(schema.description)}${name}${required.includes(name) ? '' : '?'}: ${printType(schema)};`;
	});
	return fields.length === 0 ? 'Record<string, never>' : `{\n${fields.join('\n')}\n}`;
}
