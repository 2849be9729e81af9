import type { z } from 'zod';
import { refuse, type Issue } from './errors.ts';

/**
 * The payload in the form that its schema promises.
 * @throws Refusal `too_large` over a limit, else `invalid_data`; both with the paths of the faults.
 */
export function parsePayload<Schema extends z.ZodType>(schema: Schema, payload: unknown): z.output<Schema> {
	const result = schema.safeParse(payload);
	if (result.success) return result.data;
	const { issues } = result.error;
	const large = issues.filter((issue) => issue.code === 'custom' && issue.params?.tooLarge === true);
	if (large.length > 0) throw refuse('too_large', undefined, { issues: large.map(toIssue) });
	throw refuse('invalid_data', undefined, { issues: issues.slice(0, 20).map(toIssue) });
}

function toIssue(issue: z.core.$ZodIssue): Issue {
	const unknownKey = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
	return { path: [...issue.path, ...unknownKey].map(String).join('.'), message: issue.message };
}
