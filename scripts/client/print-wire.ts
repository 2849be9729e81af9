import { contract } from '../../src/lib/protocol/contract.ts';
import { errorCodes } from '../../src/lib/protocol/errors.ts';
import { defaultLimits } from '../../src/lib/protocol/limits.ts';
import { pushes, pushSummaries } from '../../src/lib/protocol/pushes.ts';
import { PROTOCOL } from '../../src/lib/protocol/version.ts';
import type { JsonSchema } from '../../src/routes/docs/api/json-schema.ts';
import { toJsonSchemas } from '../reference/to-json-schemas.ts';
import { printComment } from './print-comment.ts';
import { printType } from './print-type.ts';

const head = `// Made from the contract by \`npm run docs:api\`. Not to be changed by hand.

/** The number of the wire contract that these types are of. */
export const PROTOCOL = ${PROTOCOL};

export type ErrorCode = ${Object.keys(errorCodes)
	.map((code) => `'${code}'`)
	.join(' | ')};
`;

/** The whole wire as types of TypeScript, without a word of zod; still to be formatted. Run from the root of the repository. */
export function printWire(): string {
	const events = Object.entries(contract(defaultLimits));
	const { given, named } = toJsonSchemas(
		Object.fromEntries([
			...events.flatMap(([name, { payload, data }]) => [
				[`${name} payload`, payload] as const,
				[`${name} data`, data] as const
			]),
			...Object.entries(pushes)
		]),
		'draft-2020-12'
	);
	const of = (name: string) => printType(given[name] ?? {});
	return [
		head,
		...Object.entries(named).map(printNamed),
		'/** Every event: what it takes and what it answers. */\nexport type Events = {',
		...events.map(
			([name, { summary }]) =>
				`${printComment(summary)}'${name}': { payload: ${of(`${name} payload`)}; data: ${of(`${name} data`)} };`
		),
		'};\n\n/** Every push: what the server tells without being asked. */\nexport type Pushes = {',
		...Object.entries(pushSummaries).map(
			([name, summary]) => `${printComment(summary)}'${name}': ${of(name)};`
		),
		'};\n'
	].join('\n');
}

function printNamed([name, schema]: [string, JsonSchema]): string {
	return `${printComment(schema.description)}export type ${name} = ${printType(schema)};\n`;
}
