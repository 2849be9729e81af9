// Posts a line to a chat, say at the end of a build:
//   INKLING_URL=… INKLING_TOKEN=ink_… INKLING_CHAT=<id of the chat> node examples/post-from-ci.ts "Build 42 is green"
import { connect } from 'inkling-client';

const { INKLING_URL: url = 'http://localhost:3000', INKLING_TOKEN: token, INKLING_CHAT: chat } = process.env;
const words = process.argv.slice(2).join(' ');
if (!token || !chat || !words) throw new Error('Name INKLING_TOKEN and INKLING_CHAT, and say what to post.');

const client = connect({ url, token });
// A build must not hang because of its message; a server that restarts is back within five tries.
client.on('unreachable', ({ message, tries }) => {
	console.error(message);
	if (tries === 5) process.exit(1);
});
const message = await client.send(chat, words, { signal: AbortSignal.timeout(60_000) });
await client.close();
console.log(`Posted as message ${message.seq}.`);
