import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import { newId } from '$lib/protocol/ids.ts';
import { connect } from '../support/connect.ts';
import { text } from '../support/documents.ts';
import { logOf, logWith } from '../support/log-of.ts';
import { post, signUpOver, spawnServer, type SpawnedServer } from '../support/spawn-server.ts';

type Value = { stringValue?: string; intValue?: number };
type Span = {
	traceId: string;
	spanId: string;
	parentSpanId?: string;
	name: string;
	startTimeUnixNano: string;
	endTimeUnixNano: string;
	attributes: { key: string; value: Value }[];
	status: { code?: number };
};
type Scoped = { scopeSpans: { spans: Span[] }[] };
type Export = { resourceSpans: (Scoped & { resource: { attributes: Span['attributes'] } })[] };

let server: SpawnedServer | undefined;
let collector: Server | undefined;

afterEach(async () => {
	await server?.remove();
	collector?.closeAllConnections();
	collector?.close();
	server = collector = undefined;
});

/** Takes what is sent to it over HTTP, as a collector does. Answers its address. */
async function collect(take: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
	collector = createServer(take);
	await new Promise<void>((resolve) => collector?.listen(0, '127.0.0.1', resolve));
	return `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
}

/** One that keeps what it gets. */
async function keep() {
	const exports: Export[] = [];
	const paths = new Set<string>();
	const endpoint = await collect((request, response) => {
		paths.add(request.url ?? '');
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			exports.push(JSON.parse(Buffer.concat(chunks).toString()) as Export);
			response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
		});
	});
	const spans = () =>
		exports.flatMap(({ resourceSpans }) =>
			resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans))
		);
	return { endpoint, exports, paths, spans };
}

async function sendOne(to: SpawnedServer, words: string) {
	const ana = await signUpOver(to, 'ana');
	const client = await connect(to, ana);
	const chatId = newId();
	await client.get('chat.create', { id: chatId, kind: 'group', memberIds: [], title: 'Boats' });
	const send = { id: newId(), chatId, content: text(words) };
	await client.get('message.send', send);
	client.close();
	return { ana, chatId };
}

const facts = ({ attributes }: Pick<Span, 'attributes'>) =>
	Object.fromEntries(attributes.map(({ key, value }) => [key, value.stringValue ?? value.intValue]));

test('a collector gets a span of the event, below it the transaction, and below that its statements and the commit', async () => {
	const { endpoint, exports, paths, spans } = await keep();
	server = await spawnServer({ OTEL_EXPORTER_OTLP_ENDPOINT: `${endpoint}/`, LOG_LEVEL: 'debug' });
	await sendOne(server, 'Heliotrope');
	const isSend = ({ event }: { event?: string }) => event === 'message.send';
	const line = (await logWith(server, isSend)).find(isSend);
	await server.stop();

	expect([...paths]).toEqual(['/v1/traces']);
	expect(facts(exports[0]?.resourceSpans[0]?.resource ?? { attributes: [] })).toMatchObject({
		'service.name': 'inkling'
	});
	const [event, ...more] = spans().filter(({ name }) => name === 'message.send');
	expect(more).toEqual([]);
	expect(event?.parentSpanId).toBeUndefined();
	expect(facts(event ?? { attributes: [] })).toEqual({ 'inkling.code': 'ok' });
	expect(line?.requestId).toBeDefined();
	const below = (parent: Span | undefined) =>
		spans().filter(
			({ parentSpanId, traceId }) => parentSpanId === parent?.spanId && traceId === parent?.traceId
		);
	const [transaction, ...others] = below(event);
	expect(others).toEqual([]);
	expect(transaction?.name).toBe('transaction');
	expect(facts(transaction ?? { attributes: [] })).toEqual({ 'inkling.commands': 1 });
	const statements = below(transaction);
	expect(statements.map(({ name }) => name)).toEqual(
		expect.arrayContaining(['SELECT', 'INSERT', 'UPDATE', 'COMMIT'])
	);
	for (const { startTimeUnixNano, endTimeUnixNano, ...span } of statements) {
		expect(facts(span)).toMatchObject({ 'db.system.name': 'sqlite', 'db.query.text': expect.any(String) });
		expect(BigInt(endTimeUnixNano)).toBeGreaterThanOrEqual(BigInt(startTimeUnixNano));
	}
	expect(JSON.stringify(exports)).not.toMatch(/Heliotrope|Boats|ana"/);
});

test('a request over HTTP goes on with the trace of who asks, and a traceparent that is none begins one', async () => {
	const { endpoint, spans } = await keep();
	server = await spawnServer({ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_SERVICE_NAME: 'chat' });
	const { ana, chatId } = await sendOne(server, 'Ahoy');
	const [traceId, spanId] = ['4bf92f3577b34da6a3ce929d0e0e4736', '00f067aa0ba902b7'];
	const ask = (traceparent: string) =>
		fetch(`${server?.url}/api/v1/chat.messages.get`, {
			method: 'POST',
			headers: { cookie: ana.cookie, origin: server?.url ?? '', traceparent },
			body: JSON.stringify({ chatId, limit: 10 })
		});
	expect((await ask(`00-${traceId}-${spanId}-01`)).status).toBe(200);
	expect((await ask('00-nonsense-01')).status).toBe(200);
	await server.stop();

	const requests = spans().filter(({ name }) => name === 'POST /api/v1/[event]');
	const [own, foreign] = [
		requests.find((span) => span.traceId === traceId),
		requests.find((span) => span.traceId !== traceId)
	];
	expect(own?.parentSpanId).toBe(spanId);
	expect(facts(own ?? { attributes: [] })).toEqual({ 'http.response.status_code': 200 });
	expect(foreign?.parentSpanId).toBeUndefined();
	const event = spans().find(
		({ parentSpanId, name }) => parentSpanId === own?.spanId && name === 'chat.messages.get'
	);
	expect(event?.traceId).toBe(traceId);
});

test('a collector that is down, or takes what it gets and never answers, disturbs nobody', async () => {
	const hanging = await collect(() => undefined);
	for (const endpoint of ['http://127.0.0.1:1', hanging]) {
		server = await spawnServer({ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, RATE_LIMITS: 'off' });
		const { ana, chatId } = await sendOne(server, 'Ahoy');
		const sendings = Array.from({ length: 300 }, (_, n) =>
			post(
				server?.url ?? '',
				'/api/v1/message.send',
				{ id: newId(), chatId, content: text(`${n}`) },
				ana.cookie
			)
		);
		expect(new Set((await Promise.all(sendings)).map(({ status }) => status))).toEqual(new Set([200]));
		expect(await server.stop()).toBe(0);
		await server.remove();
	}
});

test('that it takes nothing stands in the log once', async () => {
	let answers = 0;
	const endpoint = await collect((request, response) => {
		request.resume();
		answers++;
		response.writeHead(400).end();
	});
	server = await spawnServer({ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, RATE_LIMITS: 'off' });
	const { ana, chatId } = await sendOne(server, 'Ahoy');
	// More spans than one batch holds.
	for (let n = 0; n < 100; n++)
		await post(
			server.url,
			'/api/v1/message.send',
			{ id: newId(), chatId, content: text(`${n}`) },
			ana.cookie
		);
	await vi.waitUntil(() => answers > 1, { timeout: 60_000, interval: 5 });
	await server.stop();
	const told = logOf(server).filter(({ msg }) => msg.startsWith('The collector takes no traces'));
	// Of no request, though one of them began the batch.
	expect(told.map(({ requestId }) => requestId)).toEqual([undefined]);
});

/** Lets a server say which modules it loads. */
const hook =
	'import{registerHooks}from"node:module";registerHooks({load:(u,c,n)=>(console.error(u),n(u,c))})';
const telling = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(hook)}` };

test('without a collector nothing of OpenTelemetry is loaded, and an address that is none stops the start', async () => {
	const packages = () => {
		const said = server?.output().matchAll(/node_modules\/(@opentelemetry\/[\w-]+)/g) ?? [];
		return [...new Set([...said].map(([, name]) => name))];
	};
	server = await spawnServer(telling);
	// What prom-client brings along for exemplars: types and no-ops.
	expect(packages()).toEqual(['@opentelemetry/api']);
	await server.remove();
	const { endpoint } = await keep();
	server = await spawnServer({ ...telling, OTEL_EXPORTER_OTLP_ENDPOINT: endpoint });
	expect(packages()).toContain('@opentelemetry/sdk-trace');
	await expect(spawnServer({ OTEL_EXPORTER_OTLP_ENDPOINT: 'localhost:4318' })).rejects.toThrow(
		/OTEL_EXPORTER_OTLP_ENDPOINT: Invalid URL/
	);
});
