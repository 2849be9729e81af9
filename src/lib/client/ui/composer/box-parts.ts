import { loadOnce } from '../load-once.ts';

/** What stands around an editor, and is of no use before it. */
export const loadToolbar = loadOnce(() => import('./Toolbar.svelte'));
export const loadLinkForm = loadOnce(() => import('./LinkForm.svelte'));
