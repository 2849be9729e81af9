import type { JsonSchema } from '../../src/routes/docs/api/json-schema.ts';
import { addressOf } from './to-json-schemas.ts';

/** The envelope of a success with this in it. `paged`: it is a page of a list. */
export function successOf(data: JsonSchema, paged: boolean): JsonSchema {
	const anyMeta = { $ref: addressOf('Meta') };
	const meta = paged ? { allOf: [anyMeta, { required: ['hasBefore', 'hasAfter'] }] } : anyMeta;
	return {
		type: 'object',
		properties: { ok: { const: true }, data, meta },
		required: ['ok', 'data', ...(paged ? ['meta'] : [])],
		additionalProperties: false
	};
}
