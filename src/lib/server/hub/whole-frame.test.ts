import { expect, test } from 'vitest';
import * as ws from 'ws';
import { wholeFrame } from './whole-frame.ts';

/** As the library writes a text frame. */
function byLibrary(text: string): Buffer {
	const options = { fin: true, opcode: 1, mask: false, readOnly: false, rsv1: false };
	const { Sender } = ws as unknown as { Sender: { frame(data: Buffer, options: object): Buffer[] } };
	return Buffer.concat(Sender.frame(Buffer.from(text), options));
}

test.each([0, 1, 123, 124, 125, 126, 1000, 65_533, 65_534, 65_535, 65_536, 200_000])(
	'a packet of %d bytes is the frame that ws makes of it',
	(length) => {
		const packet = 'x'.repeat(length);
		expect(wholeFrame(packet).bytes.equals(byLibrary(`4${packet}`))).toBe(true);
	}
);

test('a frame counts bytes, not characters', () => {
	const packet = '2["message.new","Schön, 船, 🚢"]';
	expect(wholeFrame(packet)).toEqual({ text: packet, bytes: byLibrary(`4${packet}`) });
});
