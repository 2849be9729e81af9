import type { Parts } from '../without-parts.ts';
import { kit } from './kit.ts';
import { tiptapCore } from './tiptap-core.ts';

/** All files of packages that the browser gets without some of their parts. */
export const lighterParts: Parts[] = [kit, tiptapCore];
