import { z } from 'zod';
import * as audit from '../../src/lib/protocol/audit.ts';
import * as entities from '../../src/lib/protocol/entities.ts';
import * as roles from '../../src/lib/protocol/server-roles.ts';
import * as shapes from '../../src/lib/protocol/shapes.ts';
import * as forms from './forms.ts';
import { readComments } from './read-comments.ts';

/** A schema that the reference tells once, under a name of its own; `words` are the comment above it. */
export type Named = { schema: z.ZodType; words: string | undefined };

const modules = {
	'src/lib/protocol/shapes.ts': shapes,
	'src/lib/protocol/server-roles.ts': roles,
	'src/lib/protocol/audit.ts': audit,
	'src/lib/protocol/entities.ts': entities,
	'scripts/reference/forms.ts': forms
};

/** `forms.ts` tells what is checked by code; a text is a string to whoever reads; a filter stands in an address, key by key. */
const withoutName: unknown[] = [
	entities.storedDocument,
	entities.anyReply,
	shapes.cleanText,
	audit.auditFilter
];

/** Every schema that those files export. Run from the root of the repository. */
export function namedSchemas(): Map<string, Named> {
	const named = new Map<string, Named>();
	for (const [file, module] of Object.entries(modules)) {
		const comments = readComments(file);
		for (const [name, schema] of Object.entries(module)) {
			if (!(schema instanceof z.ZodType) || withoutName.includes(schema)) continue;
			const title = name.charAt(0).toUpperCase() + name.slice(1);
			named.set(title, { schema, words: comments.get(name) });
		}
	}
	return named;
}
