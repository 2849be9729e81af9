// A page without content, made at build time: the service worker answers with it where the server cannot be reached,
// and it boots the router at whatever address was asked for.
export const ssr = false;
export const prerender = true;
