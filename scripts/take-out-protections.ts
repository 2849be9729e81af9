// `npm run test:protections [-- 3 37 besides "two rotations"]`: takes one protection after the other out of a copy of the checkout and looks
// whether its test fails. So it shows that the tests of tests/security would notice.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { protections } from '../tests/security/protections/list.ts';
import { allOut, type Protection } from '../tests/security/protections/protection.ts';
import { Copy } from './protections/copy-checkout.ts';
import { judge } from './protections/read-report.ts';
import { stopRunning } from './protections/run-group.ts';
import { build, needsBuild, outcomesOf, runNamed } from './protections/run-named.ts';

const labelOf = ({ line }: Protection) => (line === null ? 'besides' : String(line));
const wanted = process.argv.slice(2);
const isMeant = (each: Protection, words: string) =>
	labelOf(each) === words || (!/^\d+$/.test(words) && each.what.includes(words));
const chosen = protections.filter(
	(each) => wanted.length === 0 || wanted.some((words) => isMeant(each, words))
);
const unknown = wanted.filter((words) => !protections.some((each) => isMeant(each, words)));
if (unknown.length > 0) {
	console.error(
		`No protection is listed under ${unknown.join(', ')}: say a number of the list, besides, or some words of one.`
	);
	process.exit(2);
}

const copy = new Copy(process.cwd());
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
	process.once(signal, () => void stopRunning().then(() => process.exit(130)));
}
process.once('exit', () => copy.remove());

const sums: Record<string, number> = {};
if (!(await allPass())) process.exit(1);
for (const protection of chosen) {
	const verdict = await tryWithout(protection);
	sums[verdict] = (sums[verdict] ?? 0) + 1;
	console.log(`${labelOf(protection).padStart(7)}  ${protection.what} … ${verdict}`);
}
console.log(
	Object.entries(sums)
		.map(([verdict, count]) => `${count} ${verdict}`)
		.join(', ')
);
process.exit(sums['caught'] === chosen.length ? 0 : 1);

/** With every protection in its place: a test that fails anyway shows nothing. */
async function allPass(): Promise<boolean> {
	const outcomes = await runNamed(
		copy,
		chosen.map(({ test }) => test)
	);
	const bad = chosen.filter(({ test }) => judge(outcomesOf(copy, test, outcomes), {}) !== 'SURVIVED');
	for (const protection of bad) {
		console.log(`${labelOf(protection).padStart(7)}  ${protection.what} … FAILS OR IS MISSING AS IT IS`);
		for (const { messages } of outcomesOf(copy, protection.test, outcomes)) console.log(messages.join('\n'));
	}
	return bad.length === 0;
}

async function tryWithout(protection: Protection): Promise<string> {
	const before = new Map<string, string>();
	for (const { file } of protection.edits) before.set(file, readFileSync(join(copy.checkout, file), 'utf8'));
	try {
		const without = allOut(protection, before);
		for (const [file, text] of without) writeFileSync(join(copy.checkout, file), text);
	} catch (error) {
		return `IS NOT AS LISTED: ${(error as Error).message}`;
	}
	try {
		return await look(protection);
	} finally {
		for (const [file, text] of before) writeFileSync(join(copy.checkout, file), text);
	}
}

async function look(protection: Protection): Promise<string> {
	if (!needsBuild(copy, protection)) return runTest(protection);
	try {
		return (await build(copy)) ? await runTest(protection) : 'DID NOT BUILD';
	} finally {
		copy.restoreBuild();
	}
}

async function runTest({ test, waits }: Protection): Promise<string> {
	const outcomes = outcomesOf(copy, test, await runNamed(copy, [test]));
	const verdict = judge(outcomes, { waits: waits === true });
	if (verdict === 'FAILED OTHERWISE') for (const { messages } of outcomes) console.error(messages.join('\n'));
	return verdict;
}
