import { signal } from './support/handler.ts';
import { tellTyping } from './support/tell-typing.ts';

export default signal('typing.start', (payload, context) =>
	tellTyping('typing.start', payload.chatId, context)
);
