import type { ServerSettings } from '../../protocol/entities.ts';
import type { Db, Tx } from './open-store.ts';
import { prepare } from './prepared.ts';

type SecondFactorRoles = ServerSettings['secondFactorRoles'];

const roles = prepare()((sql) =>
	sql.selectFrom('server_settings').select('value').where('name', '=', 'second_factor_roles')
);

/** The roles whose people have to have a second factor. */
export async function secondFactorRoles(db: Db): Promise<SecondFactorRoles> {
	const row = db.prepared.first(roles, {});
	return row ? (JSON.parse(row.value) as SecondFactorRoles) : [];
}

export async function setSecondFactorRoles(tx: Tx, roles: SecondFactorRoles): Promise<void> {
	const value = JSON.stringify(roles);
	await tx.sql
		.insertInto('server_settings')
		.values({ name: 'second_factor_roles', value })
		.onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
		.execute();
}
