/**
 * The number of the wire contract. Its first digit is raised when a client of the old form can no longer talk to the server,
 * its second when an existing event, push or entity gets something more that such a client passes over.
 */
export const PROTOCOL = 12;

/** The numbers of clients that this server serves; 1 is 10. */
export const PROTOCOLS_UNDERSTOOD = [1, 11, PROTOCOL] as const;
