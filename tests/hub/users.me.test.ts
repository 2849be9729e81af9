import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect } from '../support/connect.ts';
import { startServer, type Person, type TestServer } from '../support/start-server.ts';

let server: TestServer;
let ana: Person;
let ben: Person;

beforeAll(async () => {
	server = await startServer();
	ana = await server.person('ana');
	ben = await server.person('ben');
});

afterAll(() => server.stop());

test('each one is told who they are', async () => {
	expect(await (await connect(server, ana)).get('users.me', {})).toEqual(ana.user);
	expect(await (await connect(server, ben)).get('users.me', {})).toEqual(ben.user);
});
