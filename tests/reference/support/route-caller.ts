import type { Reply } from '$lib/protocol/envelope.ts';
import { readSession } from '$lib/server/auth/read-session.ts';
import type { TestServer } from '../../support/start-server.ts';

type Routes = Record<string, Record<string, unknown>>;
type Route = (event: object) => Promise<Response>;

// The files of the reference itself are no part of what it tells.
const files = import.meta.glob<Record<string, unknown>>(
	['../../../src/routes/**/+server.ts', '!../../../src/routes/docs/**'],
	{ eager: true }
);

/** The file's folder, in the spelling of OpenAPI. */
function addressOf(file: string): string {
	return file.replace(/^.*\/routes|\/\+server\.ts$/g, '').replace(/\[(\w+)\]/g, '{$1}');
}

/** Every route that answers by itself, by its address as OpenAPI writes it: `/api/v1/devices/{deviceId}`. */
export const routes: Routes = Object.fromEntries(
	Object.entries(files).map(([file, module]) => [addressOf(file), module])
);

/** The address that a browser would show. */
const origin = 'https://chat.example.org';

const userAgent = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

/** Somebody with a cookie jar who asks the routes themselves; Kit's router, which needs a build, is left out. */
export class RouteCaller {
	readonly #server: TestServer;
	readonly #jar = new Map<string, string>();

	constructor(server: TestServer) {
		this.#server = server;
	}

	/** The envelope that `METHOD address` answers. */
	async ask(name: string, body: unknown = {}, params: Record<string, string> = {}): Promise<Reply> {
		const [method = '', path = ''] = name.split(' ');
		const route = routes[path]?.[method] as Route | undefined;
		if (!route) throw new Error(`No route answers ${name}.`);
		const url = new URL(path, origin);
		const cookie = [...this.#jar].map(([key, value]) => `${key}=${value}`).join('; ');
		const request = new Request(url, {
			method,
			headers: { cookie, 'user-agent': userAgent },
			...(method === 'GET' ? {} : { body: JSON.stringify(body) })
		});
		const session = await readSession(this.#server.app.auth, cookie);
		const response = await route({
			request,
			url,
			params,
			locals: { session, lock: null },
			cookies: {
				get: (key: string) => this.#jar.get(key),
				set: (key: string, value: string) => this.#jar.set(key, value)
			},
			getClientAddress: () => '127.0.0.1'
		});
		return (await response.json()) as Reply;
	}

	/** The data of a success. @throws Error with the refusal. */
	async get<Data>(name: string, body: unknown = {}, params: Record<string, string> = {}): Promise<Data> {
		const reply = await this.ask(name, body, params);
		if (!reply.ok) throw new Error(`${name} was refused: ${JSON.stringify(reply.error)}`);
		return reply.data as Data;
	}
}
