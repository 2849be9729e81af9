import { SqliteQueryCompiler, ValueNode, type LimitNode } from 'kysely';

/**
 * Writes `limit ? + 0` for a limit that is given later. Of a limit that is a number or a value alone SQLite wants to know how
 * large it is when it plans a statement, and plans it anew each time it is given a value, even the same one: 10 µs and more for
 * each (docs/performance.md; https://www.sqlite.org/c3ref/c_dbconfig_defensive.html, ENABLE_QPSG). It does not look into a sum.
 */
export class QueryCompiler extends SqliteQueryCompiler {
	protected override visitLimit(node: LimitNode): void {
		super.visitLimit(node);
		if (ValueNode.is(node.limit) && !node.limit.immediate) this.append(' + 0');
	}
}
