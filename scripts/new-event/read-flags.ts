import { parseArgs } from 'node:util';
import { answerKeys, type Answers } from './wish.ts';

const flags = answerKeys.map((key) => `--${key}`).join(', ');

/** The answers that were given as flags. @throws Error that says in one line what is no flag, or lacks its answer. */
export function readFlags(args: string[]): Partial<Answers> {
	const options = Object.fromEntries(answerKeys.map((key) => [key, { type: 'string' as const }]));
	try {
		return parseArgs({ args, options }).values;
	} catch (error) {
		if (!(error instanceof TypeError)) throw error;
		// What Node says after its first sentence is of flags in general.
		const [fault = ''] = error.message.split(/\.?\s*\n|\. /);
		throw new Error(
			`${fault}. Nothing was written. The flags are ${flags}, each with its answer behind it.`,
			{
				cause: error
			}
		);
	}
}
