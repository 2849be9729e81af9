import { createContext } from 'svelte';

/** Ends the session and wipes what this device keeps of it. */
export type SignOut = () => Promise<void>;

export const [useSignOut, provideSignOut] = createContext<SignOut>();
