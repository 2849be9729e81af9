import { createHash } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../../tests/support/free-port.ts';
import { lacking, theLoungeProgram } from './install.ts';
import { openLoungeRoom } from './lounge-room.ts';
import { ownFolder } from './own-folder.ts';
import type { Kind, Peer } from './peer.ts';
import { Processes, startProgram, untilListening } from './processes.ts';
import { runPeer } from './run-peer.ts';

/**
 * The Lounge, with ngircd behind it. Everybody has an account, which keeps a log of its own in SQLite of all that it hears: what a
 * room of a hundred hears is stored a hundred times. Who joins is logged too, so that a room of a thousand would first store
 * half a million joins.
 */
export const theLounge: Kind = { host: 'The Lounge', missing, largest: 100, start };

function missing(): string | null {
	if (!existsSync(theLoungeProgram))
		return 'The Lounge is left out: it is not installed (--install installs it).';
	return lacking('The Lounge', 'ngircd');
}

async function start(): Promise<Peer> {
	const { folder, remove } = ownFolder(['users']);
	const [port, ircPort] = [await freePort(), await freePort()];
	writeFileSync(join(folder, 'ngircd.conf'), ircSettings(ircPort));
	writeFileSync(join(folder, 'config.js'), settings(port));
	const run = async () => {
		const irc = startProgram('ngircd', ['-n', '-f', join(folder, 'ngircd.conf')], { folder });
		const args = ['--import', alone, theLoungeProgram, 'start'];
		const lounge = startProgram(process.execPath, args, { folder, env: { THELOUNGE_HOME: folder } });
		const server = new Processes(irc, lounge);
		await Promise.all([untilListening(ircPort, irc, folder), untilListening(port, lounge, folder)]);
		return server;
	};
	let opened = 0;
	const peer = await runPeer(run, remove, {
		archive: { files: [], count: "SELECT count(*) FROM messages WHERE type = 'message'" },
		openRoom: async (size, speakers) => {
			const names = Array.from({ length: size }, (_, index) => `p${index}r${opened}`);
			for (const name of names) writeFileSync(join(folder, 'users', `${name}.json`), account());
			peer.archive.files = names.map((name) => join(folder, 'logs', `${name}.sqlite3`));
			return await openLoungeRoom({ port, ircPort, names, token, channel: `#room${opened++}` }, speakers);
		}
	});
	return peer;
}

/** Everybody's session: to compare a thousand passwords would take longer than the benchmark. */
const token = 'bench';

function account(): string {
	const session = { lastUse: Date.now(), ip: '127.0.0.1', agent: 'bench' };
	const sessions = { [createHash('sha512').update(token).digest('hex')]: session };
	return JSON.stringify({ password: '', log: true, sessions });
}

/** It looks for updates as soon as it runs, and where it does not get through, the package that it asks with ends it. */
const alone = `data:text/javascript,${encodeURIComponent(
	"import https from 'node:https'; https.request = () => { throw new Error('It is on its own.'); };"
)}`;

/** As it comes, but without the log in text beside the one in SQLite. */
function settings(port: number): string {
	const own = { host: '127.0.0.1', port, public: false, messageStorage: ['sqlite'] };
	return `module.exports = ${JSON.stringify(own)};`;
}

function ircSettings(port: number): string {
	return `
[Global]
Name = irc.localhost
Info = bench
Listen = 127.0.0.1
Ports = ${port}
MotdPhrase = bench
[Limits]
MaxConnections = 0
MaxConnectionsIP = 0
MaxJoins = 0
MaxPenaltyTime = 0
PingTimeout = 3600
[Options]
DNS = no
Ident = no
PAM = no
`;
}
