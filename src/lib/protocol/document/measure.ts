/** A path as a list linked to its beginning, so that a wide and deep value costs no copies. */
type Path = { key: string | number; before: Path | null };
type Place = { value: unknown; path: Path | null };

/**
 * The path to the first node nested deeper than `nodesMax` levels, or null. Walks the whole JSON without
 * recursion, because its depth is not trusted yet; a node is an object in a list, so two levels of JSON,
 * and its attributes and marks may add three more.
 */
export function tooDeepAt(json: unknown, nodesMax: number): (string | number)[] | null {
	const levelsMax = 2 * nodesMax + 2;
	let level: Place[] = [{ value: json, path: null }];
	for (let depth = 1; level.length > 0; depth++) {
		if (depth > levelsMax) return pathOf(level[0]?.path ?? null);
		level = level.flatMap(childrenOf);
	}
	return null;
}

function childrenOf({ value, path: before }: Place): Place[] {
	if (typeof value !== 'object' || value === null) return [];
	const children: Place[] = [];
	for (const [key, child] of Object.entries(value)) {
		if (typeof child === 'object' && child !== null) children.push({ value: child, path: { key, before } });
	}
	return children;
}

function pathOf(path: Path | null): (string | number)[] {
	const keys: (string | number)[] = [];
	for (let at = path; at !== null; at = at.before) keys.push(at.key);
	return keys.reverse();
}
