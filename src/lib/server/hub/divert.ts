import type { IncomingMessage, Server as HttpServer, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Server as Engine } from 'engine.io';

const path = '/socket.io/';

type RequestListener = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * Leads the hub's path of an HTTP server to the hub, and everything else to the pages as before.
 * Answers a function that undoes it, so that a hot reload can put another hub in its place; the server lives on.
 */
export function divert(server: HttpServer, engine: Engine): () => void {
	const pages = server.listeners('request') as RequestListener[];
	const onRequest: RequestListener = (request, response) => {
		if (isHubs(request)) engine.handleRequest(request, response);
		else for (const listener of pages) listener.call(server, request, response);
	};
	const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
		if (isHubs(request)) engine.handleUpgrade(request, socket, head);
	};
	server.removeAllListeners('request');
	server.on('request', onRequest);
	server.on('upgrade', onUpgrade);
	return () => {
		server.off('upgrade', onUpgrade);
		server.off('request', onRequest);
		for (const listener of pages) server.on('request', listener);
	};
}

function isHubs(request: IncomingMessage): boolean {
	return request.url?.startsWith(path) ?? false;
}
