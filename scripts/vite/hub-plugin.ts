import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import type { Plugin, PreviewServer, ViteDevServer } from 'vite';
import { requireHandlers } from './require-handlers.ts';

/**
 * Lets the hub live on Vite's own HTTP server in dev and preview, as it lives on `server.js` in production, and stops a
 * build whose handlers and contract differ. Vite's server is Vite's to close.
 */
export function hub(): Plugin {
	return {
		name: 'inkling-hub',
		config(_config, { command }) {
			if (existsSync('.env')) process.loadEnvFile('.env');
			if (command === 'build') requireHandlers('src/lib/server/handlers');
		},
		configureServer(server) {
			publish(server);
			// Kit's dev server runs `init`, which starts the hub, at the first request only.
			server.httpServer?.once('listening', () => void wake(server));
		},
		configurePreviewServer: publish
	};
}

function publish(server: ViteDevServer | PreviewServer) {
	(globalThis as Record<symbol, unknown>)[Symbol.for('inkling.http')] = server.httpServer;
}

async function wake(server: ViteDevServer) {
	const { port } = server.httpServer?.address() as AddressInfo;
	const address = `http://localhost:${port}/healthz`;
	await fetch(address).catch((error: unknown) => {
		server.config.logger.error(`The hub did not start, ${address} failed: ${String(error)}`);
	});
}
