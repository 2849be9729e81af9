import { Client, type ConnectOptions } from './client.ts';

/** Begins to connect, and connects again whenever that is lost. What is asked meanwhile waits. */
export function connect(options: ConnectOptions): Client {
	return new Client(options);
}
