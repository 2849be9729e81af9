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
http.listen(Number(process.env['PORT']), '127.0.0.1', () => console.log('listens on'));
