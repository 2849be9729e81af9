import type { Plugin, Rolldown } from 'vite';

/** What the first page of a signed-in person runs: Kit, the frame, the list of chats and a chat. */
const roots = [
	/\/runtime\/client\/entry\.js$/,
	/\/client-optimized\/app\.js$/,
	/\/src\/routes\/\+layout\.svelte$/,
	/\/src\/routes\/\(app\)\/\+(layout|page)\.svelte$/,
	/\/src\/routes\/\(app\)\/chats\/\[chatId\]\/\+page\.svelte$/
];

/**
 * Puts the code of the first page into one file. Left alone the bundler makes some sixty, one for each set of pages that
 * share a module, and to ask for them takes longer than to read them, most of all where a service worker answers.
 */
export function firstPage(): Plugin {
	let first = new Set<string>();
	return {
		name: 'inkling-first-page',
		applyToEnvironment: ({ name }) => name === 'client',
		buildEnd() {
			first = modulesOf(this);
		},
		outputOptions: (options) => ({
			...options,
			codeSplitting: { groups: [{ name: 'first-page', test: (id) => first.has(id) }] }
		})
	};
}

function modulesOf(modules: Pick<Rolldown.PluginContext, 'getModuleIds' | 'getModuleInfo'>): Set<string> {
	const found = new Set<string>();
	const add = (id: string) => {
		if (found.has(id)) return;
		found.add(id);
		modules.getModuleInfo(id)?.importedIds.forEach(add);
	};
	const ids = [...modules.getModuleIds()];
	for (const root of roots) {
		const starts = ids.filter((id) => root.test(id));
		if (starts.length === 0)
			throw new Error(`No module is ${root}: scripts/vite/first-page-plugin.ts must know its new place.`);
		starts.forEach(add);
	}
	return found;
}
