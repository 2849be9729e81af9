import type { Reply } from '../../../src/lib/protocol/envelope.ts';
import type { Ledger } from './ledger.ts';

type Asked = { mutations: { id: string; event: string; payload: unknown }[] };
type Answered = { results: { id: string; reply: Reply }[] };
type Place = { id: string; chatId: string; seq: number };

/** Notes which messages the server has acknowledged, alone or in a frame, whether or not the browser hears of it. */
export function noteAnswer(ledger: Ledger, event: string, payload: unknown, reply: Reply): void {
	if (!reply.ok) return;
	if (event === 'message.send') {
		const { id, chatId, seq } = reply.data as Place;
		ledger.acknowledged.set(id, { chatId, seq });
	}
	if (event !== 'sync.offline') return;
	const events = new Map((payload as Asked).mutations.map((mutation) => [mutation.id, mutation.event]));
	for (const result of (reply.data as Answered).results) {
		noteAnswer(ledger, events.get(result.id) ?? '', null, result.reply);
	}
}
