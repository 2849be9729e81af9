import { chownSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../../tests/support/free-port.ts';
import { lacking } from './install.ts';
import { ownFolder, systemUser } from './own-folder.ts';
import type { Kind, Peer } from './peer.ts';
import { Processes, startProgram, untilListening } from './processes.ts';
import { runPeer } from './run-peer.ts';
import { nameOf, openXmppRoom, password } from './xmpp-room.ts';

/** Prosody as Debian has it, with the archive of its rooms (`muc_mam`) in SQLite. */
export const prosody: Kind = {
	host: 'Prosody',
	missing: () => lacking('Prosody', 'prosody', 'lua-dbi-sqlite3'),
	largest: Infinity,
	start
};

const accounts = join('data', 'localhost', 'accounts');

async function start(people: number): Promise<Peer> {
	const user = systemUser('prosody');
	const { folder, remove } = ownFolder(['data', join('data', 'localhost'), accounts], user);
	const port = await freePort();
	const put = (name: string, text: string) => {
		writeFileSync(join(folder, name), text);
		chownSync(join(folder, name), user.uid, user.gid);
	};
	put('prosody.cfg.lua', settingsIn(folder, port));
	// As its own store of accounts has them: to start prosodyctl a thousand times takes minutes.
	for (let index = 0; index < people; index++)
		put(join(accounts, `${nameOf(index)}.dat`), `return { ["password"] = "${password}"; };\n`);
	const run = async () => {
		const args = ['--config', join(folder, 'prosody.cfg.lua'), '-F'];
		const child = startProgram('prosody', args, { folder, user });
		const server = new Processes(child);
		await untilListening(port, child, folder);
		return server;
	};
	let opened = 0;
	return runPeer(run, remove, {
		archive: {
			files: [join(folder, 'data', 'prosody.sqlite')],
			count: `SELECT count(*) FROM prosodyarchive WHERE store = 'muc_log'`
		},
		openRoom: (size, speakers) => openXmppRoom(port, `room${opened++}`, size, speakers)
	});
}

/** No rates, no TLS and no history for who joins; all rooms are archived. */
function settingsIn(folder: string, port: number): string {
	return `
pidfile = "${folder}/prosody.pid"
data_path = "${folder}/data"
network_backend = "epoll"
interfaces = { "127.0.0.1" }
c2s_ports = { ${port} }
legacy_ssl_ports = {}
s2s_ports = {}
component_ports = {}
http_ports = {}
https_ports = {}
modules_enabled = { "roster", "saslauth", "disco", "ping", "smacks", "mam", "posix" }
modules_disabled = { "s2s", "tls" }
allow_unencrypted_plain_auth = true
c2s_require_encryption = false
limits = { c2s = { rate = "100mb/s" } }
authentication = "internal_plain"
storage = { accounts = "internal"; archive = "sql"; muc_log = "sql" }
default_storage = "internal"
sql = { driver = "SQLite3", database = "prosody.sqlite" }
archive_expires_after = "never"
default_archive_policy = true
log = { warn = "${folder}/prosody.log" }
VirtualHost "localhost"
Component "conference.localhost" "muc"
  modules_enabled = { "muc_mam" }
  muc_log_by_default = true
  muc_log_all_rooms = true
  muc_log_expires_after = "never"
  max_history_messages = 0
  muc_room_default_public = true
  muc_room_default_persistent = true
  muc_room_locking = false
  -- Of a thousand who join, half a million stanzas would tell before anything counts.
  muc_room_default_presence_broadcast = { visitor = false, participant = false, moderator = false }
`;
}
