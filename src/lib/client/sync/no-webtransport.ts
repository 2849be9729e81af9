/** In the place of engine.io's third way to a server, which our hub does not offer: what it is asked by is left out of its list. */
export const WT = undefined;
