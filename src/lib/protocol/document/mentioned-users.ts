import type { DocumentNode } from './document.ts';

/** The ids of the people mentioned in a document, each once, in the order of their first mention. */
export function mentionedUsers(document: DocumentNode): string[] {
	const ids = new Set<string>();
	const visit = (node: DocumentNode) => {
		if (node.type === 'mention' && typeof node.attrs?.id === 'string') ids.add(node.attrs.id);
		node.content?.forEach(visit);
	};
	visit(document);
	return [...ids];
}
