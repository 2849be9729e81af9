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
