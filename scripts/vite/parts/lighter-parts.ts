import type { Parts } from '../without-parts.ts';
import { devalueOperations, devalueParser } from './devalue.ts';
import { dexie } from './dexie.ts';
import { kit } from './kit.ts';
import { prosemirrorModel, prosemirrorState, prosemirrorTransform, prosemirrorView } from './prosemirror.ts';
import {
	engineIoDecoder,
	engineIoEncoder,
	socketIoIndex,
	socketIoManager,
	socketIoParser,
	socketIoSocket
} from './socket-io.ts';
import { tiptapCore } from './tiptap-core.ts';
import { tiptapMention } from './tiptap-mention.ts';
import { tiptapCodeBlock, tiptapLink, tiptapOrderedList } from './tiptap-extensions.ts';

/** All files of packages that the browser gets without some of their parts. */
export const lighterParts: Parts[] = [
	devalueOperations,
	devalueParser,
	dexie,
	engineIoDecoder,
	engineIoEncoder,
	kit,
	prosemirrorModel,
	prosemirrorState,
	prosemirrorTransform,
	prosemirrorView,
	socketIoIndex,
	socketIoManager,
	socketIoParser,
	socketIoSocket,
	tiptapCodeBlock,
	tiptapCore,
	tiptapLink,
	tiptapMention,
	tiptapOrderedList
];
