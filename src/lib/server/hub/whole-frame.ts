/** A packet for a client: as engine.io's transports carry it, and as the whole frame that a websocket carries. */
export type WholeFrame = { text: string; bytes: Buffer };

/** How engine.io's protocol, version 4, marks what is a message and none of its own packets. */
const message = '4';

/** A last frame, and of text (RFC 6455, section 5.2). */
const textFrame = 0x81;

/** `packet`: one of socket.io, as text. Made once for all who get it. */
export function wholeFrame(packet: string): WholeFrame {
	const text = message + packet;
	const length = Buffer.byteLength(text);
	const header = length < 126 ? 2 : length < 65_536 ? 4 : 10;
	const bytes = Buffer.allocUnsafe(header + length);
	bytes[0] = textFrame;
	if (header === 2) bytes[1] = length;
	else if (header === 4) {
		bytes[1] = 126;
		bytes.writeUInt16BE(length, 2);
	} else {
		bytes[1] = 127;
		bytes.writeBigUInt64BE(BigInt(length), 2);
	}
	bytes.write(text, header);
	return { text: packet, bytes };
}
