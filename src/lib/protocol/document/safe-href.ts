const schemes = new Set(['http:', 'https:', 'mailto:']);

/** Whether an address may stand in a link: absolute, with one of the schemes http, https and mailto. */
export function isSafeHref(href: unknown): href is string {
	if (typeof href !== 'string' || href.length > 2048 || !URL.canParse(href)) return false;
	return schemes.has(new URL(href).protocol);
}
