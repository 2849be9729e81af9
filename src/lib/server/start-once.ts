import type { Server as HttpServer } from 'node:http';
import { findApp, type App } from './app.ts';
import { readConfig } from './config.ts';
import { start } from './start.ts';

let starting: Promise<App> | undefined;

/**
 * The running server, started at the first call. After a hot reload this module is new and so starts anew:
 * then what ran before is stopped first, and its clients reconnect to the new one.
 * @throws Error in words for the person who starts the server.
 */
export function startOnce(): Promise<App> {
	starting ??= replace();
	return starting;
}

async function replace(): Promise<App> {
	await findApp()?.stop();
	const httpServer = (globalThis as { [key: symbol]: unknown })[Symbol.for('inkling.http')];
	if (!httpServer) throw new Error('Inkling does not start: no HTTP server was published for its hub.');
	return start(readConfig(process.env), httpServer as HttpServer);
}
