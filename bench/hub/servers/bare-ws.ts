// A websocket server that passes on what it is told, and keeps nothing: as little as can be done.
import { WebSocketServer, WebSocket } from 'ws';

const server = new WebSocketServer({
	port: Number(process.env['PORT']),
	host: '127.0.0.1',
	perMessageDeflate: false
});
server.on('connection', (socket) => {
	socket.on('message', (data: Buffer) => {
		const message = data.toString();
		for (const other of server.clients)
			if (other !== socket && other.readyState === WebSocket.OPEN) other.send(message);
		socket.send('+');
	});
});
server.on('listening', () => console.log('listens on'));
