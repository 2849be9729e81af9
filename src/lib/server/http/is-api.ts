/** Whether an address belongs to the API, where every answer is an envelope. */
export function isApi({ pathname }: URL): boolean {
	return pathname === '/api' || pathname.startsWith('/api/');
}
