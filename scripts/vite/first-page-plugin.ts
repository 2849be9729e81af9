import type { Plugin, Rolldown } from 'vite';

/** What is run before the chats of a signed-in person are on the screen: Kit, the frame, the list of chats. */
const chatListRoots = [
	/\/runtime\/client\/entry\.js$/,
	/\/client-optimized\/app\.js$/,
	/\/src\/routes\/\+layout\.svelte$/,
	/\/src\/routes\/\(app\)\/\+(layout|page)\.svelte$/,
	/\/src\/routes\/\(app\)\/chats\/\[chatId\]\/\+page\.svelte$/
];

/** On a new device, with the first chats: what writes them into the mirror. Sync runs on it as well. */
const arrivingRoots = [/\/client\/mirror\/apply-page\.ts$/];

/** What every page fetches as soon as they are: a conversation, and what talks with the server. */
const followingRoots = [
	/\/client\/sync\/start-sync\.ts$/,
	/\/client\/ui\/conversation\/ChatPage\.svelte$/,
	/\/client\/ui\/app\/Notices\.svelte$/
];

/** The box to write in, after these: what comes later with it shares its modules, and would tear them apart. */
const editorRoots = [/\/client\/editor\/create-editor\.ts$/, /\/ui\/composer\/Toolbar\.svelte$/];

/** What says which parts of the screens are fetched once the start is over. */
const laterRoots = [/\/client\/ui\/later\.ts$/, /\/ui\/composer\/(box-parts|load-mentions)\.ts$/];

/** The names of the files with these, in the manifest of a build. */
export const arrivingName = 'arriving';
export const followingName = 'following';
export const editorName = 'editor';

/** Pages have modules of their own: what they share with the editor, say a sign on a button, must not bring all of it. */
const pageRoots = [/\/src\/routes\/.*\+page\.svelte$/];

/**
 * Puts the code of the list of chats into one file, what follows it into a second, the editor into a third, and what is fetched
 * later into a fourth. Left alone the bundler makes some sixty, one for each set of pages that share a module: to ask for them
 * takes longer than to read them, most of all where a service worker answers, and the first file has all their names.
 */
export function firstPage(): Plugin {
	let list = new Set<string>();
	let arriving = new Set<string>();
	let following = new Set<string>();
	let editor = new Set<string>();
	let later = new Set<string>();
	let shared = new Set<string>();
	return {
		name: 'inkling-first-page',
		// To say of each file which others it needs costs the first one more than it saves the later ones: most of those are there.
		config: () => ({
			build: {
				modulePreload: { resolveDependencies: (_, files) => files.filter((file) => file.endsWith('.css')) }
			}
		}),
		applyToEnvironment: ({ name }) => name === 'client',
		buildEnd() {
			list = modulesOf(chatListRoots, this);
			arriving = modulesOf(arrivingRoots, this).difference(list);
			following = modulesOf(followingRoots, this).difference(list).difference(arriving);
			const own = (modules: Set<string>) =>
				modules.difference(list).difference(arriving).difference(following);
			editor = own(modulesOf(editorRoots, this));
			later = own(modulesOf(laterRoots, this, 'dynamicallyImportedIds'));
			shared = own(modulesOf(pageRoots, this)).intersection(editor.union(later));
		},
		outputOptions: (options) => ({
			...options,
			codeSplitting: {
				groups: [
					{ name: 'chat-list', test: (id) => list.has(id) },
					{ name: arrivingName, test: (id) => arriving.has(id) },
					{ name: followingName, test: (id) => following.has(id) },
					// Before those two: a file takes what its modules need along, unless it is in another one already.
					{ name: 'shared', test: (id) => shared.has(id) },
					{ name: editorName, test: (id) => editor.has(id) },
					{ name: 'later', test: (id) => later.has(id) }
				]
			}
		})
	};
}

type Modules = Pick<Rolldown.PluginContext, 'getModuleIds' | 'getModuleInfo'>;

/** The modules that these roots load before they run, themselves included; or those that they ask for when they want them. */
function modulesOf(
	roots: RegExp[],
	modules: Modules,
	from: 'self' | 'dynamicallyImportedIds' = 'self'
): Set<string> {
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
		for (const start of starts)
			if (from === 'self') add(start);
			else modules.getModuleInfo(start)?.dynamicallyImportedIds.forEach(add);
	}
	return found;
}
