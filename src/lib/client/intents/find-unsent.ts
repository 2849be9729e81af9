import type { Document } from '../../protocol/document/document.ts';
import { isBlank, plainText } from '../../protocol/document/plain-text.ts';
import { readStash } from '../mirror/draft-stash.ts';
import { readSendStash } from '../mirror/send-stash.ts';
import { salvage, type Salvage } from '../mirror/salvage.ts';

export type UnsentText = {
	kind: 'Draft' | 'Message' | 'Change of a message' | 'Earlier draft';
	text: string;
};

/** The texts that only this device had, read from a mirror that does not open. `incomplete`: not all of it could be read. */
export async function findUnsent(userId: string): Promise<{ texts: UnsentText[]; incomplete: boolean }> {
	const salvaged = await salvage(userId, '');
	const stashed = {
		drafts: readStash(userId).map(({ content }) => content),
		messages: readSendStash(userId).map(({ content }) => content)
	};
	return { texts: listTexts(salvaged, stashed), incomplete: salvaged.incomplete };
}

type Stashed = { drafts: (Document | null)[]; messages: Document[] };

function listTexts(salvaged: Salvage, stashed: Stashed): UnsentText[] {
	const { drafts, edits, outbox, draftHistory } = salvaged;
	const contentOf = ({ payload }: Salvage['outbox'][number]) =>
		'content' in payload ? payload.content : null;
	const of = (event: string) => outbox.filter((row) => row.event === event).map(contentOf);
	const own = (kind: UnsentText['kind'], contents: (Document | null)[]) =>
		contents.flatMap((content) => (content && !isBlank(content) ? { kind, text: plainText(content) } : []));
	const all = [
		...own('Draft', [...stashed.drafts, ...drafts.map(({ content }) => content), ...of('draft.update')]),
		...own('Message', [...stashed.messages, ...of('message.send')]),
		...own('Change of a message', [...of('message.edit'), ...edits.map(({ content }) => content)]),
		...own(
			'Earlier draft',
			draftHistory.map(({ content }) => content)
		)
	];
	return [...new Map(all.toReversed().map((one) => [one.text, one])).values()].toReversed();
}
