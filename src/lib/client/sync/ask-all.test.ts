import { expect, test } from 'vitest';
import { contract, type PayloadInput } from '../../protocol/contract.ts';
import { success } from '../../protocol/envelope.ts';
import { newId } from '../../protocol/ids.ts';
import { defaultLimits } from '../../protocol/limits.ts';
import type { Prepared } from '../mirror/prepare-requests.ts';
import { askAll } from './ask-all.ts';
import type { Request } from './link.ts';

const shape = contract(defaultLimits)['sync.offline'].payload;

const prepared = (at: number) =>
	({ row: { at }, event: 'message.delete', payload: { id: newId() } }) as unknown as Prepared;

test('what was written by a clock that is wrong is taken by the server with all the rest', async () => {
	const times = [1_700_000_000_000, -5_000, 12.75, NaN, Infinity, 1e300];
	let sent: PayloadInput<'sync.offline'> | undefined;
	const request = ((_event: string, payload: PayloadInput<'sync.offline'>) => {
		sent = payload;
		return Promise.resolve(
			success({ results: payload.mutations.map(({ id }) => ({ id, reply: success({}) })) })
		);
	}) as unknown as Request;
	const replies = await askAll(request, times.map(prepared));
	expect(replies.every((reply) => reply?.ok)).toBe(true);
	expect(shape.safeParse(sent).success).toBe(true);
	expect(sent?.mutations.map(({ at }) => at)).toEqual([1_700_000_000_000, 0, 12, 0, 0, 0]);
});
