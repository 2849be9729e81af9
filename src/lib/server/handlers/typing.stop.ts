import { signal } from './support/handler.ts';
import { tellTyping } from './support/tell-typing.ts';

export default signal('typing.stop', (payload, context) =>
	tellTyping('typing.stop', payload.chatId, context)
);
