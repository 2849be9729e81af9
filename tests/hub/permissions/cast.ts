import { connect, type TestClient } from '../../support/connect.ts';
import type { Person, TestServer } from '../../support/start-server.ts';

/** Who asks. `removed` was in the chat and was taken out; `stranger` never was. */
export const roles = ['owner', 'admin', 'member', 'removed', 'stranger'] as const;
export type Role = (typeof roles)[number];

/** `plain`: a member to whom things are done. `newcomer`: whom others let in. Neither asks for anything. */
export type Part = Role | 'plain' | 'newcomer';

/** The people of all scenes. `removed` and `stranger` never get into a chat for good. */
export type Cast = {
	server: TestServer;
	people: Record<Part, Person>;
	clients: Record<Part, TestClient>;
	id(part: Part): string;
};

export async function makeCast(server: TestServer): Promise<Cast> {
	const parts: Part[] = [...roles, 'plain', 'newcomer'];
	const people = {} as Record<Part, Person>;
	const clients = {} as Record<Part, TestClient>;
	for (const part of parts) {
		people[part] = await server.person(part);
		clients[part] = await connect(server, people[part]);
	}
	return { server, people, clients, id: (part) => people[part].user.id };
}
