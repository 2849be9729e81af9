import { z } from 'zod';
import { cleanText, id } from '../shapes.ts';
import { isSafeHref } from './safe-href.ts';

/** What Tiptap's own link adds to an address; taken, and not kept. */
const ignored = z.string().max(200).nullish();

/** The attributes of each node and mark that has any. ProseMirror's check does not look at them. */
export const attributeShapes: Record<string, z.ZodType> = {
	heading: z.strictObject({ level: z.int().min(1).max(6) }),
	orderedList: z.strictObject({
		start: z.int().min(0).max(1_000_000_000).optional(),
		type: z.enum(['1', 'a', 'A', 'i', 'I']).nullish()
	}),
	codeBlock: z.strictObject({
		language: z
			.string()
			.regex(/^[\w+#.-]{0,40}$/, 'must be the name of a language')
			.nullish()
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
