import { loadUntilThere } from '../load-until-there.ts';

/** What offers people while a name is typed. Nobody needs it before there is an "@" in a box. */
export const loadMentions = loadUntilThere(() => import('./mentions.svelte.ts'));
