/** The number of the wire contract. Raise it when an existing event, push or entity changes its form. */
export const PROTOCOL = 1;
