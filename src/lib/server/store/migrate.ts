import type { Kysely } from 'kysely';
import { Migrator, type Migration } from 'kysely/migration';
import * as first from './migrations/0001-first.ts';
import * as history from './migrations/0002-history.ts';
import * as messages from './migrations/0004-messages.ts';
import * as members from './migrations/0005-members.ts';
import * as presence from './migrations/0006-presence.ts';
import * as notifications from './migrations/0007-notifications.ts';
import * as keys from './migrations/0008-keys.ts';
import * as audit from './migrations/0009-audit.ts';
import * as factors from './migrations/0010-factors.ts';
import * as fingerprints from './migrations/0011-fingerprints.ts';
import * as serverSettings from './migrations/0012-server-settings.ts';
import * as devices from './migrations/0013-devices.ts';
import * as tokens from './migrations/0014-tokens.ts';
import * as ahead from './migrations/0015-ahead.ts';
import * as fewerIndexes from './migrations/0016-fewer-indexes.ts';
import * as joined from './migrations/0017-joined.ts';
import * as hidden from './migrations/0018-hidden.ts';

/** Every step from an empty database to the present form, in order; a released step is never changed. */
export const migrations: Record<string, Migration> = {
	'0001-first': first,
	'0002-history': history,
	'0004-messages': messages,
	'0005-members': members,
	'0006-presence': presence,
	'0007-notifications': notifications,
	'0008-keys': keys,
	'0009-audit': audit,
	'0010-factors': factors,
	'0011-fingerprints': fingerprints,
	'0012-server-settings': serverSettings,
	'0013-devices': devices,
	'0014-tokens': tokens,
	'0015-ahead': ahead,
	'0016-fewer-indexes': fewerIndexes,
	'0017-joined': joined,
	'0018-hidden': hidden
};

/**
 * Brings the database to the present form, or to the step `upTo`.
 * @throws Error when a step fails; a failed step leaves the database as it was before it.
 */
export async function migrate<T>(db: Kysely<T>, upTo?: string): Promise<void> {
	const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
	const { error } = upTo ? await migrator.migrateTo(upTo) : await migrator.migrateToLatest();
	if (error) throw new Error('The database could not be brought to the present form.', { cause: error });
}
