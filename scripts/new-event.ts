// `npm run new-event`: asks for a name, a kind, what it is about and who may, and writes the entry of the contract, the handler,
// its test and its row in the table of permissions. Each answer may be given as a flag: `--event message.star.list --kind query`.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { stdin, stdout } from 'node:process';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { planEvent } from './new-event/plan-event.ts';
import { faultIn, kinds, permissions, subjects, toWish, type Answers } from './new-event/wish.ts';

const questions: Record<keyof Answers, string> = {
	event: 'Its name, such as message.star.list',
	kind: `Its kind (${kinds.join(', ')}): it writes, it reads, or it is stored nowhere`,
	about: `What it is about (${subjects.join(', ')})`,
	needs: `What the role on the server has to allow, with commas; none for whoever is signed in\n  (${permissions.join(', ')})`,
	summary: 'What it does, in one sentence'
};
/** What holds where nobody can be asked. */
const usual = { about: 'nothing', needs: '' };
const keys = Object.keys(questions) as (keyof Answers)[];

const { values } = parseArgs({
	options: {
		event: { type: 'string' },
		kind: { type: 'string' },
		about: { type: 'string' },
		needs: { type: 'string' },
		summary: { type: 'string' }
	}
});

function giveUp(sentence: string): never {
	console.error(sentence);
	process.exit(1);
}

/** The answers that were given as flags, and of the others those that a person types now. */
async function findAnswers(): Promise<Answers> {
	const answers: Partial<Answers> = { ...(stdin.isTTY ? {} : usual), ...values };
	const missing = keys.filter((key) => answers[key] === undefined);
	if (missing.length > 0 && !stdin.isTTY)
		giveUp(`Nobody is there to be asked. Say it with ${missing.map((key) => `--${key}`).join(', ')}.`);
	for (const key of keys) {
		const fault = answers[key] === undefined ? null : faultIn[key](answers[key], '.');
		if (fault !== null) giveUp(fault);
	}
	const lines = createInterface({ input: stdin, output: stdout });
	for (const key of missing) answers[key] = await ask(key, (question) => lines.question(question));
	lines.close();
	return answers as Answers;
}

async function ask(key: keyof Answers, put: (question: string) => Promise<string>): Promise<string> {
	for (;;) {
		const answer = (await put(`${questions[key]}: `)).trim();
		const fault = faultIn[key](answer, '.');
		if (fault === null) return answer;
		console.log(fault);
	}
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
