/**
 * Whether a request's `Origin` is the server's own: the configured one, else the host that was asked for.
 * A missing or `null` Origin is not.
 */
export function isOwnOrigin(
	origin: string | null | undefined,
	configured: string | null,
	host: string | undefined
): boolean {
	if (!origin || !URL.canParse(origin)) return false;
	if (configured) return new URL(origin).origin === configured;
	return host !== undefined && new URL(origin).host === host;
}
