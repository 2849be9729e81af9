import { chownSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../../tests/support/free-port.ts';
import { inTurns } from '../support/in-turns.ts';
import { ejabberdSettings } from './ejabberd-settings.ts';
import { lacking } from './install.ts';
import { ownFolder, systemUser } from './own-folder.ts';
import type { Kind, Peer } from './peer.ts';
import { Processes, startProgram, untilListening } from './processes.ts';
import { runPeer } from './run-peer.ts';
import { nameOf, openXmppRoom, password } from './xmpp-room.ts';

/** ejabberd as Debian has it, with the archive of its rooms (XEP-0313) in SQLite. */
export const ejabberd: Kind = {
	host: 'ejabberd',
	missing: () => lacking('ejabberd', 'ejabberd', 'erlang-p1-sqlite3'),
	largest: Infinity,
	start
};

async function start(people: number): Promise<Peer> {
	const user = systemUser('ejabberd');
	const { folder, remove } = ownFolder(['db', 'log', 'spool'], user);
	const ports = { client: await freePort(), web: await freePort(), node: await freePort() };
	for (const [name, text] of Object.entries(ejabberdSettings(folder, ports))) {
		writeFileSync(join(folder, name), text);
		chownSync(join(folder, name), user.uid, user.gid);
	}
	const run = async () => {
		const child = startProgram('ejabberdctl', argumentsIn(folder), { folder, user });
		const server = new Processes(child);
		await untilListening(ports.client, child, folder);
		await untilListening(ports.web, child, folder);
		return server;
	};
	let opened = 0;
	const peer = await runPeer(run, remove, {
		archive: {
			files: [join(folder, 'db', 'ejabberd.sqlite')],
			count: "SELECT count(*) FROM archive WHERE kind = 'groupchat'"
		},
		openRoom: (size, speakers) => openXmppRoom(ports.client, `room${opened++}`, size, speakers)
	});
	await inTurns(people, (index) => register(ports.web, nameOf(index)));
	return peer;
}

function argumentsIn(folder: string): string[] {
	const files = ['-f', join(folder, 'ejabberd.yml'), '-c', join(folder, 'ejabberdctl.cfg')];
	return ['-d', folder, ...files, '-l', join(folder, 'log'), '-s', join(folder, 'spool'), 'foreground'];
}

async function register(port: number, user: string): Promise<void> {
	const { ok, status } = await fetch(`http://127.0.0.1:${port}/api/register`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ user, host: 'localhost', password })
	});
	if (!ok) throw new Error(`ejabberd did not register ${user}: ${status}.`);
}
