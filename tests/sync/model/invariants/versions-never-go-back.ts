import type { Invariant } from '../outcome.ts';

/** No write to a mirror lowered a version, a place or how far somebody has read. */
export const versionsNeverGoBack: Invariant = ({ ledger }) => ledger.faults;
