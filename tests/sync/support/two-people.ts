import { createChat } from '../../../src/lib/client/intents/create-chat.ts';
import { sendMessage } from '../../../src/lib/client/intents/send-message.ts';
import { readWindow } from '../../../src/lib/client/mirror/conversation-window.ts';
import { readFact } from '../../../src/lib/client/mirror/facts.ts';
import type { Mirror } from '../../../src/lib/client/mirror/mirror.ts';
import { text } from '../../support/documents.ts';
import type { Person, TestServer } from '../../support/start-server.ts';
import { Browser } from './browser.ts';
import { listeningNetwork } from './listening-network.ts';
import { until } from './until.ts';

/** Ana with a desk and a phone, Ben with a desk, all online; and a group of the two that begins with “Ahoy”. */
export type TwoPeople = {
	ana: Person;
	ben: Person;
	/** The events that Ana's desk has sent, a frame each. */
	asked: string[];
	desk: Browser;
	phone: Browser;
	bens: Browser;
	anasDesk: Mirror;
	anasPhone: Mirror;
	bensDesk: Mirror;
	chatId: string;
	close(): Promise<void>;
};

let turn = 0;

/** Fresh people for each test, so that none leans on another. */
export async function twoPeople(server: TestServer): Promise<TwoPeople> {
	turn += 1;
	const ana = await server.person(`ana${turn}`);
	const ben = await server.person(`ben${turn}`);
	const network = listeningNetwork();
	const desk = new Browser(server.url, ana, true, network);
	const phone = new Browser(server.url, ana);
	const bens = new Browser(server.url, ben);
	const [anasDesk, anasPhone, bensDesk] = await Promise.all([
		desk.openTab(),
		phone.openTab(),
		bens.openTab()
	]);
	await Promise.all([anasDesk, anasPhone, bensDesk].map(online));
	const { chatId } = await createChat(anasDesk, { kind: 'group', memberIds: [ben.user.id], title: 'Boats' });
	await sendMessage(anasDesk, { chatId, content: text('Ahoy'), replyTo: null });
	await Promise.all([anasDesk, anasPhone, bensDesk].map((mirror) => sent(mirror, chatId, 1)));
	const close = async () => void (await Promise.all([desk, phone, bens].map((browser) => browser.close())));
	const { asked } = network;
	return { ana, ben, asked, desk, phone, bens, anasDesk, anasPhone, bensDesk, chatId, close };
}

export function online(mirror: Mirror) {
	return until(
		() => readFact(mirror, 'connection'),
		(state) => state === 'online'
	);
}

/** So many messages of the chat are stored on the server, as this mirror knows. */
export function sent(mirror: Mirror, chatId: string, count: number) {
	return until(
		() => readWindow(mirror, chatId, 1000),
		({ messages }) => messages.filter((row) => row.state === 'sent').length === count
	);
}

/** Nothing waits to be sent; what was refused may still be there. */
export function drained(mirror: Mirror) {
	return until(
		() => mirror.outbox.toArray(),
		(rows) => rows.every((row) => row.state === 'refused')
	);
}
