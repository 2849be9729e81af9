/** What a dialog about a message shows. */
export type AboutMessage = 'history' | 'forward' | 'readers';
