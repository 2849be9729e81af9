// A socket.io server that passes on what it is told, and keeps nothing: what the hub is made of, without what it adds.
import { createServer } from 'node:http';
import { Server } from 'socket.io';

const http = createServer();
const io = new Server(http, { transports: ['websocket'], perMessageDeflate: false, serveClient: false });
io.on('connection', (socket) => {
	void socket.join('room');
	socket.on('say', (message: unknown, acknowledge: (answer: object) => void) => {
		socket.to('room').emit('message', message);
		acknowledge({ ok: true });
	});
});
// With Node's 511 the kernel turns away those who come back at once, and they try again after seconds.
http.listen({ port: Number(process.env['PORT']), host: '127.0.0.1', backlog: 4096 }, () =>
	console.log('listens on')
);
