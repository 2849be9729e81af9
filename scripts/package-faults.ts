/** A package, or a link to one of this repository, which stands under its own path too. */
type Locked = { license?: string; link?: boolean; resolved?: string };

/** As much of package-lock.json as is looked at. */
export type Lock = { packages: Record<string, Locked> };

/** As much of what `npm audit --json` says (npm 7 and later). Without `vulnerabilities` it could not be asked. */
export type Audit = {
	message?: string;
	vulnerabilities?: Record<string, { via: (string | { url: string; title: string; severity: string })[] }>;
};

/** docs/packages.json: a package's name, or its beginning with `*`, or an advisory's id, each with the reason. */
export type Exceptions = {
	licences: { allowed: string[]; exceptions: Record<string, string> };
	advisories: Record<string, string>;
};

/** A sentence for each package whose licence is not allowed, and for each exception that nothing needs any more. */
export function findLicenceFaults({ packages }: Lock, { licences }: Exceptions): string[] {
	const needed = new Set<string>();
	const faults: string[] = [];
	for (const [path, locked] of Object.entries(packages)) {
		const { license } = locked.link ? (packages[locked.resolved ?? ''] ?? locked) : locked;
		if (path === '' || isAllowed(license, licences.allowed)) continue;
		const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
		const exception = Object.keys(licences.exceptions).find((pattern) => fits(name, pattern));
		if (exception) needed.add(exception);
		else
			faults.push(`${name} has the licence ${license ?? '(none)'}, which docs/packages.json does not allow.`);
	}
	return [...faults, ...stale(licences.exceptions, needed)];
}

/** A sentence for each known hole, and for each exception that nothing needs any more. */
export function findAdvisoryFaults({ vulnerabilities = {} }: Audit, { advisories }: Exceptions): string[] {
	const needed = new Set<string>();
	const faults: string[] = [];
	for (const [name, { via }] of Object.entries(vulnerabilities)) {
		for (const advisory of via) {
			// A name alone: the hole is in what this package is made of, and is told there.
			if (typeof advisory === 'string') continue;
			const id = advisory.url.slice(advisory.url.lastIndexOf('/') + 1);
			if (Object.hasOwn(advisories, id)) needed.add(id);
			else faults.push(`${name}: ${advisory.title} (${advisory.severity}, ${advisory.url})`);
		}
	}
	return [...faults, ...stale(advisories, needed)];
}

/** One of the licences of an SPDX expression `A OR B` is enough; of `A AND B` each is needed. */
function isAllowed(expression: string | undefined, allowed: string[]): boolean {
	if (expression === undefined) return false;
	const choices = expression.replace(/^\((.*)\)$/, '$1').split(' OR ');
	return choices.some((choice) => choice.split(' AND ').every((licence) => allowed.includes(licence.trim())));
}

function fits(name: string, pattern: string): boolean {
	return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}

function stale(exceptions: Record<string, string>, needed: Set<string>): string[] {
	return Object.keys(exceptions)
		.filter((exception) => !needed.has(exception))
		.map((exception) => `The exception for ${exception} in docs/packages.json is needed no more.`);
}
