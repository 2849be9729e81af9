type Step = string | number;

/**
 * The path to a place that is nested too deep, or null: deeper than `nodesMax` nodes, or than the lists, attributes and marks of so
 * many nodes can be. A node is an object in a `content` list, or the root. The depth is not trusted yet: it goes no further than that.
 */
export function tooDeepAt(json: unknown, nodesMax: number): Step[] | null {
	if (typeof json !== 'object' || json === null) return null;
	return walk(json, { nodes: 1, levels: 1 }, false, { nodes: nodesMax, levels: 2 * nodesMax + 2 });
}

/** How many nodes and how many objects and lists there are from the root to a place, both included. */
type Depth = { nodes: number; levels: number };

function walk(value: object, { nodes, levels }: Depth, isContent: boolean, max: Depth): Step[] | null {
	if (nodes > max.nodes || levels > max.levels) return [];
	const isList = Array.isArray(value);
	for (const key of Object.keys(value)) {
		const child = (value as Record<string, unknown>)[key];
		if (typeof child !== 'object' || child === null) continue;
		const isNode = isList && isContent;
		const depth = { nodes: isNode ? nodes + 1 : nodes, levels: levels + 1 };
		const path = walk(child, depth, key === 'content', max);
		if (path) return [isList ? Number(key) : key, ...path];
	}
	return null;
}
