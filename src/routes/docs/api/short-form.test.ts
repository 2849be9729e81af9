import { expect, test } from 'vitest';
import type { JsonSchema } from './json-schema.ts';
import { shortForm } from './short-form.ts';

const chat = { $ref: '#/components/schemas/Chat' };
const cases: [JsonSchema, string][] = [
	[chat, 'Chat'],
	[{ type: 'array', items: chat }, '[Chat]'],
	[{ anyOf: [chat, { type: 'null' }] }, 'Chat | null'],
	[{ type: ['string', 'null'] }, 'string | null'],
	[{ enum: ['all', 'admins'] }, '"all" | "admins"'],
	[{ const: true }, 'true'],
	[{ type: 'array', items: { not: {} } }, '[]'],
	[{ type: 'array', prefixItems: [{ type: 'string' }, {}] }, '[string, any]'],
	[
		{ type: 'object', properties: { id: chat, title: { type: 'string' } }, required: ['id'] },
		'{ id, title? }'
	],
	[{ type: 'object', properties: {} }, '{}'],
	[{ type: 'object', additionalProperties: {} }, 'object']
];

test.each(cases)('%j is %s in short', (schema, short) => expect(shortForm(schema)).toBe(short));
