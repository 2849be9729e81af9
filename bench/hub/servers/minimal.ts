// The least that can be called a durable messenger: socket.io and SQLite, with one fsync for all that came in one turn. No
// sessions, no rights, no sealing, no drafts.
import { createServer } from 'node:http';
import { DatabaseSync } from 'node:sqlite';
import { Server } from 'socket.io';

type Message = { id: string; chatId: string; content: unknown };
type Waiting = { message: Message; from: string; tell: () => void; room: { emit: (data: object) => void } };

const database = new DatabaseSync(process.env['DATABASE'] ?? ':memory:');
database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
database.exec(
	'CREATE TABLE messages (chat_id TEXT, seq INTEGER, id TEXT UNIQUE, sender TEXT, body TEXT, at INTEGER, PRIMARY KEY (chat_id, seq))'
);
const insert = database.prepare('INSERT INTO messages VALUES (?, ?, ?, ?, ?, ?)');

const seqs = new Map<string, number>();
let waiting: Waiting[] = [];

function commit(): void {
	const jobs = waiting;
	waiting = [];
	const at = Date.now();
	database.exec('BEGIN IMMEDIATE');
	const stored = jobs.map(({ message, from }) => {
		const seq = (seqs.get(message.chatId) ?? 0) + 1;
		seqs.set(message.chatId, seq);
		insert.run(message.chatId, seq, message.id, from, JSON.stringify(message.content), at);
		return { ...message, seq, senderId: from, createdAt: at };
	});
	database.exec('COMMIT');
	for (const [index, { tell, room }] of jobs.entries()) {
		tell();
		room.emit(stored[index] ?? {});
	}
}

const http = createServer();
const io = new Server(http, { transports: ['websocket'], perMessageDeflate: false, serveClient: false });
io.on('connection', (socket) => {
	void socket.join(socket.handshake.auth['chats'] as string[]);
	socket.on('send', (message: Message, acknowledge: (answer: object) => void) => {
		if (waiting.length === 0) setImmediate(commit);
		waiting.push({
			message,
			from: socket.id,
			tell: () => acknowledge({ ok: true }),
			room: { emit: (data) => socket.to(message.chatId).emit('message', data) }
		});
	});
});
http.listen(Number(process.env['PORT']), '127.0.0.1', () => console.log('listens on'));
