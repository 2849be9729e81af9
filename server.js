import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { resolve } from 'node:path';
import { setFlagsFromString } from 'node:v8';

// Commands wait for their commit in groups. V8 takes what waits for what stays, and makes the next ones where only a collection of all
// that is in memory takes them away: each of the small collections was three times as long (docs/performance.md).
setFlagsFromString('--no-allocation-site-pretenuring');

if (existsSync('.env')) process.loadEnvFile('.env');
const { env } = process;
const port = Number(env['PORT'] || 3000);
const host = env['HOST'] || '0.0.0.0';
const trustProxy = /^(on|true|1)$/.test(env['TRUST_PROXY'] ?? '');

// Kit learns scheme and address from these two headers alone. `withOrigin` writes them into every request, so what a
// client sends under these names never counts.
env['PROTOCOL_HEADER'] = 'x-inkling-proto';
env['ADDRESS_HEADER'] = 'x-inkling-address';
env['BODY_SIZE_LIMIT'] ||= String(Math.max(2 ** 20, Number(env['LIMIT_FRAME_BYTES']) || 0));
delete env['HOST_HEADER'];
delete env['PORT_HEADER'];
if (!env['ORIGIN']) delete env['ORIGIN'];

/** @type {Record<symbol, any>} What the hub finds, and what it leaves behind for the stop. */
const slots = globalThis;
/** @type {import('node:http').RequestListener} */
let handler = (_request, response) => void response.writeHead(503).end();
const server = createServer((request, response) => handler(withOrigin(request), withFences(response)));
slots[Symbol.for('inkling.http')] = server;

/** @param {import('node:http').IncomingMessage} request */
function withOrigin(request) {
	const { headers } = request;
	const scheme = trustProxy ? lastOf(headers['x-forwarded-proto']) : undefined;
	const address = trustProxy ? lastOf(headers['x-forwarded-for']) : undefined;
	headers['x-inkling-proto'] = scheme === 'https' ? 'https' : 'http';
	headers['x-inkling-address'] = address ?? request.socket.remoteAddress ?? '';
	// Kit drops a body of which nobody said what it is.
	headers['content-type'] ??= 'application/octet-stream';
	return request;
}

/**
 * The files of the build pass no hook, and one of them is a page, the shell: what the app forbids the browser is set here.
 * @param {import('node:http').ServerResponse} response
 */
function withFences(response) {
	for (const [name, value] of Object.entries(slots[Symbol.for('inkling.app')]?.headers ?? {}))
		response.setHeader(name, value);
	return response;
}

/** Of a list, the last entry is the one that the nearest proxy wrote. @param {string | string[] | undefined} header */
function lastOf(header) {
	return (
		String(header ?? '')
			.split(',')
			.at(-1)
			?.trim() || undefined
	);
}

/** @param {string} sentence @returns {never} */
function giveUp(sentence) {
	console.error(sentence);
	process.exit(1);
}

async function load() {
	const built = new URL('./build/handler.js', import.meta.url);
	if (!existsSync(built))
		giveUp('There is no build yet. Run “npm start”, which builds first, or “npm run build”.');
	try {
		// Runs Kit's `init`, which opens the store and starts the hub on the server in the slot.
		handler = (await import(built.href)).handler;
	} catch (error) {
		// A refusal that names Inkling is meant for the reader; anything else is a fault, and its stack helps.
		const refusal = error instanceof Error && error.message.startsWith('Inkling');
		giveUp(
			refusal ? error.message : `Inkling does not start:\n${error instanceof Error ? error.stack : error}`
		);
	}
}

function announce() {
	const address = server.address();
	const shownPort = typeof address === 'object' && address ? address.port : port;
	console.log(`Inkling listens on ${env['ORIGIN'] ?? `http://localhost:${shownPort}`}`);
	console.log(`Its data lies in ${resolve(env['DATA_DIR'] || './data')}`);
}

/** @param {NodeJS.ErrnoException} error */
async function refuseToListen(error) {
	await slots[Symbol.for('inkling.app')]?.stop();
	if (error.code === 'EADDRINUSE')
		giveUp(`Port ${port} is in use. Stop what runs there, or take another: PORT=3001 npm start`);
	giveUp(`Inkling cannot listen on ${host}:${port}: ${error.message}`);
}

async function stop() {
	setTimeout(() => process.exit(0), 9_000).unref();
	server.close();
	await slots[Symbol.for('inkling.app')]?.stop();
	server.closeAllConnections();
	process.exit(0);
}

await load();
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
server.once('error', refuseToListen);
// All who lose the server come back at once: whom the kernel turns away tries again after seconds. It cuts this to what it allows.
server.listen({ port, host, backlog: 4096 }, announce);
