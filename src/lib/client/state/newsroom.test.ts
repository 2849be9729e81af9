import { expect, test } from 'vitest';
import { Newsroom, type News } from './newsroom.ts';

test('what came before anybody listened is told to who does, once', () => {
	const room = new Newsroom();
	const heard: News[] = [];
	room.take([{ chatId: 'c', afterSeq: 1 }]);
	const stop = room.follow((news) => heard.push(...news));
	room.take([{ chatId: 'd', afterSeq: 2 }]);
	expect(heard.map(({ chatId }) => chatId)).toEqual(['c', 'd']);
	stop();
	room.take([{ chatId: 'e', afterSeq: 3 }]);
	expect(heard).toHaveLength(2);
});
