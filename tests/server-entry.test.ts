import { spawnSync } from 'node:child_process';
import { request } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { serve, type Served } from './e2e/support/serve.ts';
import { signUpOver } from './support/spawn-server.ts';

let served: Served | undefined;
afterEach(async () => {
	await served?.stop();
	served = undefined;
});

/** Whether a sign-in by the form is taken as the page's own; `fetch` would not let a test choose its Origin. */
function isTaken(url: string, headers: Record<string, string>): Promise<boolean> {
	const form = { 'content-type': 'application/x-www-form-urlencoded', ...headers };
	return new Promise((resolve, reject) => {
		request(`${url}/login`, { method: 'POST', headers: form })
			.on('response', (response) => resolve(response.resume().statusCode !== 403))
			.on('error', reject)
			.end('username=nobody&password=not+a+password');
	});
}

describe('server.js', () => {
	it('takes scheme and host from the request, and knows a foreign origin', async () => {
		served = await serve();
		const { host } = new URL(served.url);
		expect(await isTaken(served.url, { origin: `http://${host}` })).toBe(true);
		expect(await isTaken(served.url, { origin: `https://${host}` })).toBe(false);
		expect(await isTaken(served.url, { origin: 'http://elsewhere.example' })).toBe(false);
	});

	it('believes no header about the scheme, unless it is told to trust its proxy', async () => {
		served = await serve();
		const { host } = new URL(served.url);
		const forged = { 'x-forwarded-proto': 'https', 'x-inkling-proto': 'https' };
		expect(await isTaken(served.url, { ...forged, origin: `https://${host}` })).toBe(false);
		await served.stop();
		served = await serve({ TRUST_PROXY: 'on' });
		const proxied = { 'x-forwarded-proto': 'https', origin: `https://${new URL(served.url).host}` };
		expect(await isTaken(served.url, proxied)).toBe(true);
	});

	it('says in a sentence that its port is in use', async () => {
		served = await serve();
		const { port } = new URL(served.url);
		const second = spawnSync(process.execPath, ['server.js'], {
			env: { ...process.env, PORT: port, HOST: '127.0.0.1', DATA_DIR: `${served.dataDir}/second` },
			encoding: 'utf8'
		});
		expect(second.stderr).toBe(
			`Port ${port} is in use. Stop what runs there, or take another: PORT=3001 npm start\n`
		);
		expect(second.status).toBe(1);
	});

	it('says in a sentence that another server has its data', async () => {
		served = await serve();
		const second = spawnSync(process.execPath, ['server.js'], {
			env: { ...process.env, PORT: '0', HOST: '127.0.0.1', DATA_DIR: served.dataDir },
			encoding: 'utf8'
		});
		expect(second.stderr).toMatch(/^Inkling does not start: another server, .*DATA_DIR=\S+ npm start\n$/);
		expect(second.status).toBe(1);
	});

	it('takes bodies as long as a frame may be, where that is more than usual', async () => {
		served = await serve({ LIMIT_FRAME_BYTES: String(4 * 1024 * 1024) });
		const { cookie } = await signUpOver(served, 'ana');
		const answer = await fetch(`${served.url}/api/v1/users.me`, {
			method: 'POST',
			headers: { cookie, origin: served.url },
			body: JSON.stringify({ much: 'x'.repeat(3_000_000) })
		});
		// It was read: no such key is known.
		expect(await answer.json()).toMatchObject({ ok: false, error: { code: 'invalid_data' } });
	});

	it('names every wrong setting', () => {
		const { status, stderr } = spawnSync(process.execPath, ['server.js'], {
			env: { ...process.env, PORT: 'much', SIGNUP: 'maybe' },
			encoding: 'utf8'
		});
		expect(stderr).toMatch(/^Inkling does not start[^]* {2}PORT: [^]* {2}SIGNUP: /);
		expect(status).toBe(1);
	});
});
