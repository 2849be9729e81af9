import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventName, PayloadInput } from '../../src/lib/protocol/contract.ts';
import { newId } from '../../src/lib/protocol/ids.ts';
import { PROTOCOL } from '../../src/lib/protocol/version.ts';
import { freePort } from './free-port.ts';
import { Pinned } from './pinned.ts';
import { RawSocket } from './raw-socket.ts';
import { seedPeople, type Account } from './seed-people.ts';

/** The built product as it runs at somebody's, but for its rates; on data of its own. */
export class Product {
	readonly url: string;
	readonly people: Account[];
	readonly server: Pinned;
	readonly #dataDir: string;

	private constructor(url: string, people: Account[], server: Pinned, dataDir: string) {
		this.url = url;
		this.people = people;
		this.server = server;
		this.#dataDir = dataDir;
	}

	static async start(people: number): Promise<Product> {
		const dataDir = await mkdtemp(join(tmpdir(), 'inkling-bench-'));
		const accounts = await seedPeople(dataDir, people);
		const port = await freePort();
		const own = { DATA_DIR: dataDir, PORT: String(port), HOST: '127.0.0.1', NODE_ENV: 'production' };
		// The documented setting for benchmarks; every other is the default.
		const server = new Pinned('server.js', [], { ...own, RATE_LIMITS: 'off' }, 'listens on');
		await server.ready();
		return new Product(`http://127.0.0.1:${port}`, accounts, server, dataDir);
	}

	/** A socket of this person, on a device of its own. */
	connect({ cookie }: Account): Promise<RawSocket> {
		const auth = { protocol: PROTOCOL, deviceId: newId(), clientVersion: 'bench' };
		return RawSocket.connect(this.url, auth, { cookie, origin: this.url });
	}

	async stop(): Promise<void> {
		await this.server.stop();
		await rm(this.#dataDir, { recursive: true });
	}
}

/** Asks and expects a success. @throws Error with the refusal. */
export async function demand<Name extends EventName>(
	socket: RawSocket,
	event: Name,
	payload: PayloadInput<Name>
): Promise<string> {
	const answer = await socket.ask(event, payload);
	if (!answer.startsWith('[{"ok":true')) throw new Error(`${event} was refused: ${answer}`);
	return answer;
}
