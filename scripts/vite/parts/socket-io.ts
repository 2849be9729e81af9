import type { Parts } from '../without-parts.ts';

/** Everything on the wire is JSON: what takes bytes out of an event and puts them back is left out, and bytes are an error. */
export const socketIoParser: Parts = {
	file: /\/socket\.io-parser\/build\/esm\/index\.js$/,
	cut: ['Encoder.encodeAsBinary'],
	replaced: [
		['if (hasBinary(obj)) {', 'if (false) {'],
		['if (isBinaryEvent || packet.type === PacketType.BINARY_ACK) {', 'if (false) {'],
		['else if (isBinary(obj) || obj.base64) {', 'else if (false) {']
	]
};

export const engineIoDecoder: Parts = {
	file: /\/engine\.io-parser\/build\/esm\/decodePacket\.browser\.js$/,
	replaced: [
		[
			'{\n            type: "message",\n            data: mapBinary(encodedPacket, binaryType),\n        }',
			'ERROR_PACKET'
		],
		[
			'{\n            type: "message",\n            data: decodeBase64Packet(encodedPacket.substring(1), binaryType),\n        }',
			'ERROR_PACKET'
		]
	]
};

export const engineIoEncoder: Parts = {
	file: /\/engine\.io-parser\/build\/esm\/encodePacket\.browser\.js$/,
	replaced: [
		['if (withNativeBlob && data instanceof Blob) {', 'if (false) {'],
		[
			'else if (withNativeArrayBuffer &&\n        (data instanceof ArrayBuffer || isView(data))) {',
			'else if (false) {'
		]
	]
};

/** A socket that keeps nothing to try it again, which is the outbox's work, and that nobody listens to for what goes out. */
export const socketIoSocket: Parts = {
	file: /\/socket\.io-client\/build\/esm\/socket\.js$/,
	emptied: ['Socket._addToQueue', 'Socket._drainQueue', 'Socket.notifyOutgoingListeners'],
	cut: [
		'prependAny',
		'offAny',
		'listenersAny',
		'onAnyOutgoing',
		'prependAnyOutgoing',
		'offAnyOutgoing',
		'listenersAnyOutgoing',
		'send',
		'compress'
	].map((name) => `Socket.${name}`)
};

/** When to connect again is decided by sync, and the connection says so: `reconnection` is off. */
export const socketIoManager: Parts = {
	file: /\/socket\.io-client\/build\/esm\/manager\.js$/,
	emptied: ['Manager.maybeReconnectOnOpen'],
	cut: [
		'reconnect',
		'onreconnect',
		'reconnectionAttempts',
		'reconnectionDelay',
		'randomizationFactor',
		'reconnectionDelayMax'
	].map((name) => `Manager.${name}`),
	replaced: [
		[
			`        this.reconnectionAttempts(opts.reconnectionAttempts || Infinity);
        this.reconnectionDelay(opts.reconnectionDelay || 1000);
        this.reconnectionDelayMax(opts.reconnectionDelayMax || 5000);
        this.randomizationFactor((_a = opts.randomizationFactor) !== null && _a !== void 0 ? _a : 0.5);
        this.backoff = new Backoff({
            min: this.reconnectionDelay(),
            max: this.reconnectionDelayMax(),
            jitter: this.randomizationFactor(),
        });
`,
			''
		],
		[
			`        this.backoff.reset();
        this._readyState = "closed";`,
			'        this._readyState = "closed";'
		],
		[
			`        if (this._reconnection && !this.skipReconnect) {
            this.reconnect();
        }`,
			''
		]
	]
};

/** Connections are made by a manager of their own each, see `client/sync/link.ts`. */
export const socketIoIndex: Parts = {
	file: /\/socket\.io-client\/build\/esm\/index\.js$/,
	emptied: ['lookup']
};
