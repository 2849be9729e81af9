/** Every `$ref` in a document that leads nowhere in it. */
export function brokenRefs(document: unknown): string[] {
	return allRefs(document).filter((ref) => !leads(document, ref));
}

function allRefs(node: unknown): string[] {
	if (typeof node !== 'object' || node === null) return [];
	return Object.entries(node).flatMap(([key, value]) =>
		key === '$ref' && typeof value === 'string' ? [value] : allRefs(value)
	);
}

function leads(document: unknown, ref: string): boolean {
	const steps = ref.replace(/^#\//, '').split('/');
	let node = document;
	for (const step of steps.map((each) => each.replaceAll('~1', '/').replaceAll('~0', '~'))) {
		if (typeof node !== 'object' || node === null || !Object.hasOwn(node, step)) return false;
		node = (node as Record<string, unknown>)[step];
	}
	return ref.startsWith('#/');
}
