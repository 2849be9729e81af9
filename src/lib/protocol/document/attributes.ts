import { z } from 'zod';
import { cleanText, id } from '../shapes.ts';
import { languagePattern, listStartMax, listTypes } from './attribute-rules.ts';
import { isSafeHref } from './safe-href.ts';

/** What Tiptap's own link adds to an address; taken, and not kept. */
const ignored = z.string().max(200).nullish();

/** The attributes of each node and mark that has any. ProseMirror's check does not look at them. */
export const attributeShapes: Record<string, z.ZodType> = {
	heading: z.strictObject({ level: z.int().min(1).max(6) }),
	orderedList: z.strictObject({
		start: z.int().min(0).max(listStartMax).optional(),
		type: z.enum(listTypes).nullish()
	}),
	codeBlock: z.strictObject({
		language: z.string().regex(languagePattern, 'must be the name of a language').nullish()
	}),
	mention: z.strictObject({ id, label: cleanText.max(255).nullish() }),
	link: z.strictObject({
		href: z.custom<string>(isSafeHref, 'must be an http, https or mailto address'),
		target: ignored,
		rel: ignored,
		class: ignored,
		title: ignored
	})
};

/** The shape for every node and mark without attributes of its own. */
export const noAttributes = z.strictObject({});
