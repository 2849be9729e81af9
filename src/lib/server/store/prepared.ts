import { DummyDriver, Kysely, SqliteAdapter, SqliteIntrospector } from 'kysely';
import type { CompiledQuery } from 'kysely';
import type { KeptStatement } from './dialects/kept-statements.ts';
import { QueryCompiler } from './dialects/query-compiler.ts';
import type { Tables } from './tables.ts';

/** The values that a statement is given, by name. */
export type Given = Record<string, unknown>;

/** A statement whose text was made once. It answers rows of this form, and is given these values. */
export type Prepared<Values extends Given, Row> = {
	readonly sql: string;
	/** What stands for each question mark: a value, or the place of one. */
	readonly parameters: readonly unknown[];
	/** Never there; it holds the types. */
	readonly types?: { values: Values; row: Row };
};

/** Stands for a value that is given when the statement is run. */
class Place {
	readonly name: string;

	constructor(name: string) {
		this.name = name;
	}
}

export type PlaceOf<Values extends Given> = <Name extends keyof Values & string>(name: Name) => Values[Name];

/** Composes text, and reaches no database (https://kysely.dev/docs/recipes/0004-splitting-query-building-and-execution). */
const composer = new Kysely<Tables>({
	dialect: {
		createAdapter: () => new SqliteAdapter(),
		createDriver: () => new DummyDriver(),
		createIntrospector: (db) => new SqliteIntrospector(db),
		createQueryCompiler: () => new QueryCompiler()
	}
});

/**
 * Makes the text of a statement once and for all, for what runs thousands of times a second: there to compose it costs more than to
 * run it (docs/performance.md). `place` stands for a value that comes later.
 */
export function prepare<Values extends Given>() {
	return <Row>(
		compose: (sql: Kysely<Tables>, place: PlaceOf<Values>) => { compile(): CompiledQuery<Row> }
	): Prepared<Values, Row> => {
		const place = (name: string) => new Place(name) as never;
		const { sql, parameters } = compose(composer, place).compile();
		return { sql, parameters };
	};
}

/** Runs prepared statements on one connection, at once: they wait for nothing. */
export class Runner {
	readonly #find: (sql: string) => KeptStatement;

	constructor(find: (sql: string) => KeptStatement) {
		this.#find = find;
	}

	/** The first row that is found. */
	first<Values extends Given, Row>(prepared: Prepared<Values, Row>, values: Values): Row | undefined {
		return this.#find(prepared.sql).first(fill(prepared, values)) as Row | undefined;
	}

	all<Values extends Given, Row>(prepared: Prepared<Values, Row>, values: Values): Row[] {
		return this.#find(prepared.sql).all(fill(prepared, values)) as Row[];
	}

	/**
	 * As `all`, for what many ask for at the same time, when they all come back: as long as nothing is committed, it is read once, and
	 * all get the same rows. In a transaction that writes it is `all`.
	 */
	shared<Values extends Given, Row>(
		prepared: Prepared<Values, Row>,
		values: Values
	): readonly Readonly<Row>[] {
		return this.#find(prepared.sql).shared(fill(prepared, values)) as readonly Readonly<Row>[];
	}

	/** Answers how many rows were written. */
	run<Values extends Given>(prepared: Prepared<Values, unknown>, values: Values): number {
		return Number(this.#find(prepared.sql).run(fill(prepared, values)).changes);
	}
}

function fill<Values extends Given>({ parameters }: Prepared<Values, unknown>, values: Values): unknown[] {
	return parameters.map((one) => (one instanceof Place ? values[one.name] : one));
}
