/** A path as a list linked to its beginning, so that a wide and deep value costs no copies. */
type Path = { key: string | number; before: Path | null };

/** A value with how many nodes lie above it and at it; a node is an object in a `content` list, or the root. */
type Place = { value: object; path: Path | null; nodes: number };

/**
 * The path to the first place that is nested too deep, or null: deeper than `nodesMax` nodes, or than the lists,
 * attributes and marks of so many nodes can be. Walks without recursion, because the depth is not trusted yet.
 */
export function tooDeepAt(json: unknown, nodesMax: number): (string | number)[] | null {
	const levelsMax = 2 * nodesMax + 2;
	let level: Place[] = childrenOf({ value: [json], path: null, nodes: 0 }).map((place) => ({
		...place,
		path: null
	}));
	for (let depth = 1; level.length > 0; depth++) {
		const deep = depth > levelsMax ? level[0] : level.find((place) => place.nodes > nodesMax);
		if (deep) return pathOf(deep.path);
		level = level.flatMap(childrenOf);
	}
	return null;
}

function childrenOf({ value, path: before, nodes }: Place): Place[] {
	const children: Place[] = [];
	const inContent = Array.isArray(value) && (before === null || before.key === 'content');
	for (const [key, child] of Object.entries(value) as [string, unknown][]) {
		if (typeof child !== 'object' || child === null) continue;
		children.push({ value: child, path: { key, before }, nodes: inContent ? nodes + 1 : nodes });
	}
	return children;
}

function pathOf(path: Path | null): (string | number)[] {
	const keys: (string | number)[] = [];
	for (let at = path; at !== null; at = at.before) keys.push(at.key);
	return keys.reverse();
}
