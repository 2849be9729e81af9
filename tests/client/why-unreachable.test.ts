import { expect, test } from 'vitest';
import { whyUnreachable } from '../../clients/typescript/src/why-unreachable.ts';

const url = 'https://chat.example.org';

test('a name with several addresses is told with the fault of each', () => {
	const errors = ['connect ECONNREFUSED ::1:9', 'connect ECONNREFUSED 127.0.0.1:9'].map(
		(words) => new Error(words)
	);
	const description = { message: '', error: new AggregateError(errors) };
	expect(whyUnreachable(url, { message: 'websocket error', description })).toBe(
		`${url} cannot be reached: connect ECONNREFUSED ::1:9, connect ECONNREFUSED 127.0.0.1:9`
	);
});

test('where nothing more is known, it is what socket.io says', () => {
	expect(whyUnreachable(url, { message: 'timeout' })).toBe(`${url} cannot be reached: timeout`);
	expect(whyUnreachable(url, { message: 'websocket error', description: {} })).toBe(
		`${url} cannot be reached: websocket error`
	);
});
