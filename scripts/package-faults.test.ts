import { expect, test } from 'vitest';
import { findAdvisoryFaults, findLicenceFaults, type Exceptions } from './package-faults.ts';

const exceptions: Exceptions = {
	licences: { allowed: ['MIT', 'ISC'], exceptions: { 'tool-*': 'Of the build.', gone: 'Not there.' } },
	advisories: { 'GHSA-known': 'Not reached.', 'GHSA-gone': 'Mended.' }
};

test('a licence that is not allowed is told, wherever the package lies, and an exception that nothing needs', () => {
	const packages = {
		'': { license: 'AGPL-3.0' },
		'node_modules/good': { license: 'MIT' },
		'node_modules/either': { license: '(GPL-3.0 OR MIT)' },
		'node_modules/both': { license: 'MIT AND GPL-3.0' },
		'node_modules/good/node_modules/@scope/bad': { license: 'GPL-3.0' },
		'node_modules/none': {},
		'clients/ours': { license: 'MIT' },
		'node_modules/ours': { link: true, resolved: 'clients/ours' },
		'node_modules/lost': { link: true, resolved: 'clients/lost' },
		'node_modules/tool-linux': { license: 'MPL-2.0' }
	};
	expect(findLicenceFaults({ packages }, exceptions)).toEqual([
		'both has the licence MIT AND GPL-3.0, which docs/packages.json does not allow.',
		'@scope/bad has the licence GPL-3.0, which docs/packages.json does not allow.',
		'none has the licence (none), which docs/packages.json does not allow.',
		'lost has the licence (none), which docs/packages.json does not allow.',
		'The exception for gone in docs/packages.json is needed no more.'
	]);
});

test('a known hole is told once, where it is, and not where an exception names it', () => {
	const hole = (id: string) => ({
		url: `https://github.com/advisories/${id}`,
		title: 'A hole',
		severity: 'high'
	});
	const vulnerabilities = {
		outer: { via: ['inner'] },
		inner: { via: [hole('GHSA-new'), hole('GHSA-known')] }
	};
	expect(findAdvisoryFaults({ vulnerabilities }, exceptions)).toEqual([
		'inner: A hole (high, https://github.com/advisories/GHSA-new)',
		'The exception for GHSA-gone in docs/packages.json is needed no more.'
	]);
});
