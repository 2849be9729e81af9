// Answers every message with its own words, each once, also after a restart of the bot or of the server:
//   INKLING_URL=https://chat.example.org INKLING_TOKEN=ink_… node examples/echo-bot.ts
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { connect, isRefusal, plain } from 'inkling-client';

const { INKLING_URL: url = 'http://localhost:3000', INKLING_TOKEN: token } = process.env;
const { CURSOR_FILE: file = 'echo-bot.cursor' } = process.env;
if (!token) throw new Error('Name INKLING_TOKEN, which the settings show when it is made.');

const client = connect({ url, token, cursor: existsSync(file) ? readFileSync(file, 'utf8') : null });
client.on('unreachable', ({ message }) => console.error(message));
client.on('stopped', (error) => Promise.reject(error));
client.on('cursor', (cursor) => {
	writeFileSync(`${file}.new`, cursor);
	renameSync(`${file}.new`, file);
});
const me = await client.me();
client.on('message.new', async (message) => {
	// Two bots that answer each other would never end.
	if (message.senderId === me.id || (await client.user(message.senderId))?.bot) return;
	const characters = Array.from(`You said: ${plain(message.content)}`).slice(0, 20_000);
	await client.answer(message, characters.join('')).catch((error: unknown) => {
		// A refusal that was thrown would end the bot at this message after every restart.
		if (!isRefusal(error)) throw error;
		console.error(`Message ${message.id} is not answered: ${error.message}`);
	});
});
await client.sync();
console.log(`${me.displayName} listens.`);
