import { createInterface } from 'node:readline/promises';
import { faultIn, kinds, permissions, subjects, type Answers } from './wish.ts';

const questions: Record<keyof Answers, string> = {
	event: 'Its name, such as message.star.list',
	kind: `Its kind (${kinds.join(', ')}): it writes, it reads, or it is stored nowhere`,
	about: `What it is about (${subjects.join(', ')})`,
	needs: `What the role on the server has to allow, with commas; none for whoever is signed in\n  (${permissions.join(', ')})`,
	summary: 'What it does, in one sentence'
};

type Terminal = { input: NodeJS.ReadableStream; output: NodeJS.WritableStream };

/** The answers of a person, who is asked again where one is no good. @throws Error when they leave before the last one. */
export async function askPerson(keys: (keyof Answers)[], terminal: Terminal): Promise<Partial<Answers>> {
	const lines = createInterface(terminal);
	// A question that is open when its input ends is never answered.
	const left = new Promise<never>((_, reject) =>
		lines.once('close', () =>
			reject(new Error('The answers ended before the last question. Nothing was written.'))
		)
	);
	const put = (question: string) => Promise.race([left, lines.question(question)]);
	const say = (fault: string) => terminal.output.write(`${fault}\n`);
	const answers: Partial<Answers> = {};
	for (const key of keys) answers[key] = await ask(key, put, say);
	left.catch(() => {});
	lines.close();
	return answers;
}

async function ask(
	key: keyof Answers,
	put: (question: string) => Promise<string>,
	say: (fault: string) => void
): Promise<string> {
	for (;;) {
		const answer = (await put(`${questions[key]}: `)).trim();
		const fault = faultIn[key](answer, '.');
		if (fault === null) return answer;
		say(fault);
	}
}
