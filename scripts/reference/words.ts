import { PROTOCOL } from '../../src/lib/protocol/version.ts';

/** Protocol 12 is 1.2: its first digit stops older clients, its second only adds. */
export const version = [...String(PROTOCOL)].join('.');

export const licence = { name: 'MIT', identifier: 'MIT' };

/** The session's cookie; over https its name begins with `__Host-`. */
export const sessionCookie = 'inkling_session';

export const socketWords = [
	'One socket.io namespace, `/`, at the path `/socket.io` of the server’s own origin.',
	`The handshake bears \`auth\`, whose form is \`Hello\`; the protocol is ${PROTOCOL}. A program names its token there, as \`auth.token\`, and from anywhere; a browser bears the cookie of a session, from the server’s own origin.`,
	'A handshake that is refused is a `connect_error` whose `data.code` is `unauthenticated`, `reauth_required`, `origin_rejected`, `protocol_unsupported` or `rate_limited`.',
	'`socket.emit(event, payload, ack)`: `ack` is called exactly once, with the reply. Clients make the ids of what they create, so every request can be sent twice.',
	'Several pushes may come in one frame, `batch`.'
].join(' ');

export const httpWords = [
	'Every event of the socket is also an address, whose body is the payload; the answer is the same envelope, with the fitting status.',
	'A program sends its token as `Authorization: Bearer ink_…`; what the token has to permit stands beside each event. Tokens are made in the settings.',
	`Without one, sign in at \`/api/v1/session\` and send the cookie \`${sessionCookie}\` (over https \`__Host-${sessionCookie}\`) with the server’s own \`Origin\`.`
].join(' ');
