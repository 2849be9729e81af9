import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventName, PayloadInput } from '../../src/lib/protocol/contract.ts';
import { newId } from '../../src/lib/protocol/ids.ts';
import { PROTOCOL } from '../../src/lib/protocol/version.ts';
import { freePort } from '../../tests/support/free-port.ts';
import { Pinned } from './pinned.ts';
import { RawSocket } from './raw-socket.ts';
import { seedPeople, type Account } from './seed-people.ts';

/** The built product as it runs at somebody's, but for its rates; on data of its own. */
export class Product {
	readonly url: string;
	readonly people: Account[];
	server: Pinned;
	readonly dataDir: string;

	private constructor(port: number, people: Account[], dataDir: string) {
		this.url = `http://127.0.0.1:${port}`;
		this.people = people;
		this.dataDir = dataDir;
		this.server = run(port, dataDir);
	}

	/** `fill` puts more than accounts into its data before it starts. */
	static async start(
		people: number,
		fill: (dataDir: string, accounts: Account[]) => Promise<unknown> = async () => {}
	): Promise<Product> {
		const dataDir = await mkdtemp(join(tmpdir(), 'inkling-bench-'));
		const accounts = await seedPeople(dataDir, people);
		await fill(dataDir, accounts);
		const port = await freePort();
		const product = new Product(port, accounts, dataDir);
		await product.server.ready();
		return product;
	}

	/** Another process on the same data, at the same address. */
	async startAgain(): Promise<void> {
		this.server = run(Number(new URL(this.url).port), this.dataDir);
		await this.server.ready();
	}

	/** A socket of this person, on a device of its own or on this one. */
	connect({ cookie }: Account, deviceId = newId()): Promise<RawSocket> {
		const auth = { protocol: PROTOCOL, deviceId, clientVersion: 'bench' };
		return RawSocket.connect(this.url, auth, { cookie, origin: this.url });
	}

	async stop(): Promise<void> {
		await this.server.stop();
		await rm(this.dataDir, { recursive: true });
	}
}

function run(port: number, dataDir: string): Pinned {
	const own = { DATA_DIR: dataDir, PORT: String(port), HOST: '127.0.0.1', NODE_ENV: 'production' };
	// The documented setting for benchmarks; every other is the default.
	return new Pinned('server.js', [], { ...own, RATE_LIMITS: 'off' }, 'listens on');
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
