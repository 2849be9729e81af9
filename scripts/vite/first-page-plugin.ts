import type { Plugin, Rolldown } from 'vite';

/** What is run before the chats of a signed-in person are on the screen: Kit, the frame, the list of chats. */
const chatListRoots = [
	/\/runtime\/client\/entry\.js$/,
	/\/client-optimized\/app\.js$/,
	/\/src\/routes\/\+layout\.svelte$/,
	/\/src\/routes\/\(app\)\/\+(layout|page)\.svelte$/,
	/\/src\/routes\/\(app\)\/chats\/\[chatId\]\/\+page\.svelte$/
];

/** What every page fetches as soon as they are: a conversation, and what talks with the server. */
const followingRoots = [
	/\/client\/sync\/start-sync\.ts$/,
	/\/client\/ui\/conversation\/ChatPage\.svelte$/,
	/\/client\/ui\/app\/(Notices|BrokenStorage|OutdatedTab)\.svelte$/,
	/\/client\/ui\/sidebar\/Offers\.svelte$/
];

/** The box to write in, after these: what comes later with it shares its modules, and would tear them apart. */
const editorRoots = [/\/client\/editor\/create-editor\.ts$/];

/** The names of the files with these, in the manifest of a build. */
export const followingName = 'following';
export const editorName = 'editor';

/**
 * Puts the code of the list of chats into one file, what follows it into a second, and the editor into a third. Left alone the bundler makes some
 * sixty, one for each set of pages that share a module, and to ask for them takes longer than to read them, most of all
 * where a service worker answers.
 */
export function firstPage(): Plugin {
	let list = new Set<string>();
	let following = new Set<string>();
	let editor = new Set<string>();
	return {
		name: 'inkling-first-page',
		applyToEnvironment: ({ name }) => name === 'client',
		buildEnd() {
			list = modulesOf(chatListRoots, this);
			following = modulesOf(followingRoots, this).difference(list);
			editor = modulesOf(editorRoots, this).difference(list).difference(following);
		},
		outputOptions: (options) => ({
			...options,
			codeSplitting: {
				groups: [
					{ name: 'chat-list', test: (id) => list.has(id) },
					{ name: followingName, test: (id) => following.has(id) },
					{ name: editorName, test: (id) => editor.has(id) }
				]
			}
		})
	};
}

type Modules = Pick<Rolldown.PluginContext, 'getModuleIds' | 'getModuleInfo'>;

/** The modules that these roots load before they run, themselves included. */
function modulesOf(roots: RegExp[], modules: Modules): Set<string> {
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
