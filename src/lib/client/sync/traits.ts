/** What this browser tells the server, so that its session's cookie is of no use on another device. */
export function traits(): { language: string; timeZone: string } {
	return { language: navigator.language, timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone };
}
