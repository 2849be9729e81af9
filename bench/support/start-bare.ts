import { freePort } from '../../tests/support/free-port.ts';
import { Pinned } from './pinned.ts';

/** Starts one of the servers of `bench/hub/servers`, on a port of its own. */
export async function startBare(
	name: string,
	env: Record<string, string> = {}
): Promise<{ server: Pinned; url: string }> {
	const port = await freePort();
	const own = { PORT: String(port), NODE_ENV: 'production' };
	const server = new Pinned(`bench/hub/servers/${name}.ts`, [], { ...own, ...env }, 'listens on');
	await server.ready();
	return { server, url: `http://127.0.0.1:${port}` };
}
