import { expect, test } from 'vitest';
import { listFields } from './list-fields.ts';

const names = (schema: Parameters<typeof listFields>[0]) => listFields(schema).map(({ name }) => name);

test('the keys of what has no name of its own stand under its own', () => {
	const hours = { type: 'object', properties: { from: { type: 'integer' } } };
	const waiting = { type: 'array', items: { type: 'object', properties: { id: { type: 'string' } } } };
	expect(
		names({ properties: { hours: { anyOf: [hours, { type: 'null' }] }, waiting, chat: { $ref: '#/Chat' } } })
	).toEqual(['hours', 'hours.from', 'waiting', 'waiting[].id', 'chat']);
});

test('what is demanded of a value is said in words', () => {
	const [title, ids, limit, count, note] = listFields({
		properties: {
			title: { type: 'string', minLength: 1, maxLength: 255 },
			ids: { type: 'array', items: { type: 'string' }, maxItems: 50 },
			limit: { type: 'integer', minimum: 1, maximum: 100 },
			count: { type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER },
			note: { type: 'string', description: 'Read by people.' }
		},
		required: ['title']
	});
	expect(title).toMatchObject({ optional: false, notes: ['1 to 255 characters'] });
	expect(ids).toMatchObject({ optional: true, notes: ['at most 50 entries'] });
	expect(limit?.notes).toEqual(['1 to 100']);
	expect(count?.notes).toEqual([]);
	expect(note?.notes).toEqual(['Read by people.']);
});
