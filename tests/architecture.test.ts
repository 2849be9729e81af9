import { cruise, type ICruiseOptions, type ICruiseResult, type IForbiddenRuleType } from 'dependency-cruiser';
import { resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { keptPackages, rooms } from './architecture/rooms.ts';

/** What is read: the app, and the client for others. */
const read = ['src', 'clients/typescript/src'];
const tests = String.raw`\.test\.ts$`;
const escape = (name: string) => name.replaceAll('.', String.raw`\.`);

const roomRules: IForbiddenRuleType[] = rooms.map(({ name, path, imports }) => ({
	name: `${name} imports a room that it may not`,
	severity: 'error',
	from: { path, pathNot: tests },
	to: { path: '^(src|clients|examples|tests|bench|scripts|build)/', pathNot: [path, ...imports] }
}));

const packageRules: IForbiddenRuleType[] = Object.entries(keptPackages).map(([name, paths]) => ({
	name: `${name} is imported outside its room`,
	severity: 'error',
	from: { path: '^(src|clients)/', pathNot: [...paths, tests] },
	to: { path: `(^|node_modules/)${escape(name)}(/|$)` }
}));

const noCircle: IForbiddenRuleType = {
	name: 'a circle',
	severity: 'error',
	from: {},
	to: { circular: true }
};

const noZodInTheBrowser: IForbiddenRuleType = {
	name: 'the browser would load zod',
	severity: 'error',
	from: {
		path: '^(src/(lib/client|routes)|clients)/',
		pathNot: [tests, String.raw`\.server\.ts$`, String.raw`\+server\.ts$`]
	},
	to: { path: '(^|node_modules/)zod(/|$)', reachable: true }
};

/** Reads every import below them. `types`: whether imports of types count, which the browser never sees. */
async function look(forbidden: IForbiddenRuleType[], types: 'specify' | false): Promise<ICruiseResult> {
	const options: ICruiseOptions = {
		validate: true,
		ruleSet: { forbidden },
		tsPreCompilationDeps: types,
		doNotFollow: { path: 'node_modules' },
		enhancedResolveOptions: {
			exportsFields: ['exports'],
			conditionNames: ['svelte', 'import', 'node', 'default', 'types'],
			extensions: ['.ts', '.js', '.mjs', '.svelte', '.css']
		}
	};
	const { output } = await cruise(read, options, { alias: { $lib: resolve('src/lib') } });
	if (typeof output === 'string') throw new Error(output);
	return output;
}

function sentences({ summary }: ICruiseResult): string[] {
	return summary.violations.map(({ rule, from, to, cycle, via }) =>
		[`${rule.name}: ${from}`, ...(cycle ?? via ?? [{ name: to }]).map((step) => step.name)].join(' → ')
	);
}

describe('the house', () => {
	let house: ICruiseResult;
	beforeAll(async () => {
		house = await look([...roomRules, ...packageRules, noCircle], 'specify');
	});

	it('has every file in a room', () => {
		const files = house.modules
			.map((module) => module.source)
			.filter((file) => /^(src|clients)\//.test(file));
		expect(files.length).toBeGreaterThan(20);
		expect(files.filter((file) => !rooms.some(({ path }) => new RegExp(path).test(file)))).toEqual([]);
	});

	it('finds every import of its own files', () => {
		const lost = house.modules.flatMap(({ source, dependencies }) =>
			dependencies
				.filter(({ couldNotResolve, module }) => couldNotResolve && /^(\.|\$lib)/.test(module))
				.filter(({ module }) => !module.endsWith('/$types'))
				.map(({ module }) => `${source} → ${module}`)
		);
		expect(lost).toEqual([]);
	});

	it('has no forbidden import and no circle', () => {
		expect(sentences(house)).toEqual([]);
	});

	it('keeps zod out of the browser', async () => {
		expect(sentences(await look([noZodInTheBrowser], false))).toEqual([]);
	});
});
