import { loadUntilThere } from '../load-until-there.ts';

/** What stands around an editor, and is of no use before it. */
export const loadToolbar = loadUntilThere(() => import('./Toolbar.svelte'));
export const loadLinkForm = loadUntilThere(() => import('./LinkForm.svelte'));
