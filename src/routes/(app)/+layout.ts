// These pages live from the mirror in the browser; the server has nothing to render them from.
export const ssr = false;
