// A part of the crowd, in a thread of its own: what changes in one mirror wakes all queries of its thread, whosever they are.
import 'fake-indexeddb/auto';
import { parentPort, workerData } from 'node:worker_threads';
import { actAtRandom } from './acts.ts';
import { Client } from './client.ts';
import type { Beginning, Done, Order, Report } from './orders.ts';

const { url, chatId, people, crowd } = workerData as Beginning;
const clients = people.map((person) => new Client(url, person, chatId));

async function act(ms: number): Promise<number> {
	const end = performance.now() + ms;
	for (let count = 0; ; count++) {
		const client = clients[Math.floor(Math.random() * clients.length)];
		if (!client || performance.now() > end) return count;
		await actAtRandom(client, crowd);
	}
}

async function report(client: Client): Promise<Report> {
	const { chat, messages } = await client.window();
	return { person: client.person, chat, messages };
}

async function obey(order: Order): Promise<Done> {
	if (order.do === 'act') return { acts: await act(order.ms) };
	if (order.do === 'report') return { reports: await Promise.all(clients.map(report)) };
	const some = order.do === 'read back' ? clients.slice(0, order.readers) : clients;
	const steps = {
		begin: (client: Client) => client.begin(),
		rest: (client: Client) => client.rest(),
		settle: (client: Client) => client.settle(),
		'read back': (client: Client) => client.readBack(),
		end: (client: Client) => client.end()
	};
	await Promise.all(some.map(steps[order.do]));
	return {};
}

parentPort?.on('message', (order: Order) => {
	obey(order).then(
		(done) => parentPort?.postMessage(done),
		(error: unknown) => parentPort?.postMessage({ fault: String(error) })
	);
});
