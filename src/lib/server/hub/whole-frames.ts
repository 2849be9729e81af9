import { Adapter } from 'socket.io-adapter';

/** How the adapter makes a packet into what all who get it are sent. Its types keep that private. */
type Encode = (packet: unknown, options: { wsPreEncodedFrame?: Buffer[] }) => unknown;
type Encoding = { _encode: Encode };

/**
 * socket.io's own adapter, which makes the websocket frame of a push once for all sockets, but of two buffers: each socket has to
 * make a list of them to be written. One buffer goes to the kernel as it is (docs/performance.md).
 */
export class WholeFrames extends Adapter {
	constructor(...namespace: ConstructorParameters<typeof Adapter>) {
		super(...namespace);
		const own = this as unknown as Encoding;
		const encode = own._encode.bind(this);
		own._encode = (packet, options) => {
			const encoded = encode(packet, options);
			const { wsPreEncodedFrame: parts } = options;
			if (parts) options.wsPreEncodedFrame = [Buffer.concat(parts)];
			return encoded;
		};
	}
}
