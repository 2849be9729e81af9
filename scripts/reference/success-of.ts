import type { JsonSchema } from '../../src/routes/docs/api/json-schema.ts';
import { addressOf } from './to-json-schemas.ts';

/** The envelope of a success with this in it. */
export function successOf(data: JsonSchema): JsonSchema {
	return {
		type: 'object',
		properties: { ok: { const: true }, data, meta: { $ref: addressOf('Meta') } },
		required: ['ok', 'data'],
		additionalProperties: false
	};
}
