// Answers every message with its own words, each once, also after a restart of the bot or of the server:
//   INKLING_URL=https://chat.example.org INKLING_TOKEN=ink_… node examples/echo-bot.ts
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { connect, plain } from 'inkling-client';

const { INKLING_URL: url = 'http://localhost:3000', INKLING_TOKEN: token } = process.env;
const { CURSOR_FILE: file = 'echo-bot.cursor' } = process.env;

const cursor = existsSync(file) ? readFileSync(file, 'utf8') : null;
const client = connect({ url, token, cursor });
const me = await client.me();

client.on('cursor', (cursor) => writeFileSync(file, cursor));
client.on('message.new', async (message) => {
	// Two bots that answer each other would never end.
	if (message.senderId === me.id || (await client.user(message.senderId))?.bot) return;
	await client.answer(message, `You said: ${plain(message.content)}`);
});
client.on('stopped', (error) => {
	throw error;
});

await client.sync();
console.log(`${me.displayName} listens.`);
