const browsers: [RegExp, string][] = [
	[/Edg\//, 'Edge'],
	[/OPR\//, 'Opera'],
	[/Firefox\//, 'Firefox'],
	[/Chrome\//, 'Chrome'],
	[/Safari\//, 'Safari']
];

const systems: [RegExp, string][] = [
	[/Android/, 'Android'],
	[/iPhone|iPad/, 'iOS'],
	[/Windows/, 'Windows'],
	[/Mac OS X/, 'macOS'],
	[/CrOS/, 'ChromeOS'],
	[/Linux/, 'Linux']
];

const find = (table: [RegExp, string][], userAgent: string | null | undefined) =>
	table.find(([pattern]) => pattern.test(userAgent ?? ''))?.[1];

/** Browser, system and kind of the device that a User-Agent line comes from, without their versions. */
export function browserParts(userAgent: string | null | undefined): string[] {
	const kind = /Mobile|Tablet|iPad|iPhone|Android/.test(userAgent ?? '') ? 'hand' : 'desk';
	return [find(browsers, userAgent) ?? '', find(systems, userAgent) ?? '', kind];
}

/** What a person would call the device that a User-Agent line comes from: "Firefox on Linux". */
export function deviceName(userAgent: string | null | undefined): string {
	const browser = find(browsers, userAgent);
	const system = find(systems, userAgent);
	if (browser && system) return `${browser} on ${system}`;
	return browser ?? system ?? 'Another client';
}
