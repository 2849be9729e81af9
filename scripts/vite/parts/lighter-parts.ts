import type { Parts } from '../without-parts.ts';
import { dexie } from './dexie.ts';
import { kit } from './kit.ts';
import { engineIoDecoder, engineIoEncoder, socketIoParser, socketIoSocket } from './socket-io.ts';
import { tiptapCore } from './tiptap-core.ts';

/** All files of packages that the browser gets without some of their parts. */
export const lighterParts: Parts[] = [
	dexie,
	engineIoDecoder,
	engineIoEncoder,
	kit,
	socketIoParser,
	socketIoSocket,
	tiptapCore
];
