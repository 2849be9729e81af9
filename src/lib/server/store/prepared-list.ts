import type { CompiledQuery, Kysely } from 'kysely';
import { prepare, type Given, type PlaceOf, type Prepared, type Runner } from './prepared.ts';
import type { Tables } from './tables.ts';

/** So many values at most stand in one statement: SQLite takes no more than 32,766. */
const itemsMax = 512;

/** A statement over a list of values, whose text was made once for each of a few lengths. */
export type PreparedList<Values extends Given, Row> = (length: number) => Prepared<Values, Row>;

/**
 * Makes the text of a statement once for lists of 1, 2, 4 … values: each length of its own would be composed, prepared and kept
 * by itself. `items` stand for the values, and for nothing but `in`: a shorter list is filled up with its last value.
 */
export function prepareList<Values extends Given>() {
	return <Row>(
		compose: (
			sql: Kysely<Tables>,
			items: string[],
			place: PlaceOf<Values>
		) => { compile(): CompiledQuery<Row> }
	): PreparedList<Values, Row> => {
		const made = new Map<number, Prepared<Values, Row>>();
		const make = (length: number) =>
			prepare<Values>()((sql, place) => {
				const items = Array.from({ length }, (_, at) => place(nameOf(at) as keyof Values & string));
				return compose(sql, items as string[], place);
			});
		return (length) => {
			const known = made.get(length) ?? make(length);
			made.set(length, known);
			return known;
		};
	};
}

const nameOf = (at: number) => `item ${at}`;

/** The rows of all `items`, in no order across more than 512 of them; none for an empty list. */
export function allOf<Values extends Given, Row>(
	prepared: Runner,
	list: PreparedList<Values, Row>,
	items: readonly string[],
	values: Values
): Row[] {
	const rows: Row[] = [];
	for (let from = 0; from < items.length; from += itemsMax) {
		const part = items.slice(from, from + itemsMax);
		const found = prepared.all(list(lengthFor(part.length)), { ...values, ...filled(part) });
		if (from === 0 && items.length <= itemsMax) return found;
		for (const row of found) rows.push(row);
	}
	return rows;
}

/** As `allOf`, of one item, for what many ask for at the same time. */
export function sharedOf<Values extends Given, Row>(
	prepared: Runner,
	list: PreparedList<Values, Row>,
	item: string,
	values: Values
): readonly Readonly<Row>[] {
	return prepared.shared(list(1), { ...values, ...filled([item]) });
}

function lengthFor(count: number): number {
	let length = 1;
	while (length < count) length *= 2;
	return length;
}

function filled(items: readonly string[]): Given {
	const given: Given = {};
	for (let at = 0; at < lengthFor(items.length); at++) given[nameOf(at)] = items[at] ?? items.at(-1);
	return given;
}
