// `npm run new-event`: asks for a name, a kind, what it is about and who may, and writes the entry of the contract, the handler,
// its test and its row in the table of permissions. Each answer may be given as a flag: `--event message.star.list --kind query`.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { stdin, stdout } from 'node:process';
import { askPerson } from './new-event/ask-person.ts';
import { planEvent } from './new-event/plan-event.ts';
import { readFlags } from './new-event/read-flags.ts';
import { answerKeys, faultIn, toWish, type Answers } from './new-event/wish.ts';

/** What holds where nobody can be asked. */
const usual = { about: 'nothing', needs: '' };

function giveUp(sentence: string, code = 1): never {
	console.error(sentence);
	process.exit(code);
}

function flagsGiven(): Partial<Answers> {
	try {
		return readFlags(process.argv.slice(2));
	} catch (error) {
		giveUp((error as Error).message, 2);
	}
}

/** The answers that were given as flags, and of the others those that a person types now. */
async function findAnswers(): Promise<Answers> {
	const answers = { ...(stdin.isTTY ? {} : usual), ...flagsGiven() };
	const missing = answerKeys.filter((key) => answers[key] === undefined);
	if (missing.length > 0 && !stdin.isTTY)
		giveUp(`Nobody is there to be asked. Say it with ${missing.map((key) => `--${key}`).join(', ')}.`);
	for (const key of answerKeys) {
		const fault = answers[key] === undefined ? null : faultIn[key](answers[key], '.');
		if (fault !== null) giveUp(fault);
	}
	const typed = await askPerson(missing, { input: stdin, output: stdout }).catch((error: Error) =>
		giveUp(`\n${error.message}`)
	);
	return { ...answers, ...typed } as Answers;
}

const wish = toWish(await findAnswers());
for (const [file, text] of await planEvent(wish, '.')) {
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, text);
	console.log(file);
}
console.log(`
${wish.event} answers {} for now. Say in the contract what it takes and answers, do it in the handler, and let the test and
the row of the table say who may and what comes of it. Then:
  npm run docs:api
  npm run test:unit -- ${wish.event} permissions bad-payloads reference`);
