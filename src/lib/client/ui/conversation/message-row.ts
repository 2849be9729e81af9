import type { Conversation } from '../../state/conversation.svelte.ts';

/** A message as the conversation's read model gives it. */
export type MessageRow = Conversation['messages'][number];
