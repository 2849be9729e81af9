/** What a browser tells of itself beside its cookie, which is of no use on a device that looks otherwise. A token needs none. */
export function traits(): { language: string; timeZone: string } {
	return { language: navigator.language, timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone };
}
