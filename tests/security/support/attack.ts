// node attack.ts <url> <cookie> <own chat> <other chat> <frames> <seed>: sends mutated frames as fast as they are taken, and
// writes as JSON how many, and how often the server closed the connection.
import { randomUUID } from 'node:crypto';
import { hello } from '../../support/hello.ts';
import { mutate, seeded } from './mutate.ts';

const [url = '', cookie = '', ownChat = '', otherChat = '', frames = '0', seed = '1'] = process.argv.slice(2);
const random = seeded(Number(seed));
/** So many go out before the next answer is waited for: more would measure this process's memory. */
const window = 100;

const document = { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Ahoy' }] }] };
const id = () => randomUUID();

/** Frames as a client would send them, about a chat of one's own or about one of others. */
function goodFrame(number: number): string {
	const chatId = random() < 0.5 ? ownChat : otherChat;
	const events: [string, object][] = [
		['message.send', { id: id(), chatId, content: document }],
		['draft.update', { chatId, content: document, baseVersion: 0, mutationId: id() }],
		['chat.messages.get', { chatId, limit: 20, beforeSeq: 5 }],
		['chat.content.batch', { chats: [{ chatId }] }],
		['chat.create', { id: id(), kind: 'group', memberIds: [], title: 'Boats' }],
		['message.edit', { id: id(), content: document }],
		['message.react', { id: id(), emoji: '👍', on: true }],
		['message.read', { chatId, seq: 3 }],
		['sync.initial', { cursor: null, limit: 10 }],
		['sync.offline', { mutations: [{ id: id(), event: 'message.send', payload: {}, at: 1 }] }],
		['users.search', { query: 'an', limit: 5 }],
		['audit.list', { limit: 5 }]
	];
	return `42${number}${JSON.stringify(events[Math.floor(random() * events.length)])}`;
}

let sent = 0;
let closed = 0;
let number = 0;

/** A connection after its handshake. Undici's WebSocket takes headers, which the standard's does not. */
async function open(): Promise<WebSocket> {
	const address = `${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`;
	const socket = new WebSocket(address, { headers: { cookie, origin: url } } as never);
	await new Promise((resolve, reject) => {
		socket.addEventListener('error', reject, { once: true });
		socket.addEventListener('message', resolve, { once: true });
	});
	socket.send(`40${JSON.stringify(hello())}`);
	const answer = await new Promise<MessageEvent>((resolve) =>
		socket.addEventListener('message', resolve, { once: true })
	);
	// Frames of a stranger reach no handler: they would try nothing.
	if (!String(answer.data).startsWith('40')) throw new Error(`The handshake was refused: ${answer.data}`);
	return socket;
}

/** Waits for the answer to a good frame, or for the end of the connection. */
async function caughtUp(socket: WebSocket): Promise<void> {
	const asked = ++number;
	await new Promise<void>((resolve) => {
		const onMessage = ({ data }: MessageEvent) => {
			if (String(data).startsWith(`43${asked}[`)) done();
		};
		const done = () => {
			socket.removeEventListener('message', onMessage);
			socket.removeEventListener('close', done);
			resolve();
		};
		socket.addEventListener('message', onMessage);
		socket.addEventListener('close', done);
		if (socket.readyState === WebSocket.OPEN) socket.send(`42${asked}["devices.list",{}]`);
		else done();
	});
}

while (sent < Number(frames)) {
	const socket = await open();
	socket.addEventListener('message', ({ data }) => data === '2' && socket.send('3'));
	while (socket.readyState === WebSocket.OPEN && sent < Number(frames)) {
		for (let left = window; left > 0 && socket.readyState === WebSocket.OPEN; left--) {
			const frame = mutate(goodFrame(++number), random);
			socket.send(random() < 0.05 ? new TextEncoder().encode(frame) : frame);
			sent++;
		}
		await caughtUp(socket);
	}
	if (socket.readyState !== WebSocket.OPEN) closed++;
	socket.close();
}
console.log(JSON.stringify({ sent, closed }));
process.exit();
