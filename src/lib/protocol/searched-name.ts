/** The name in what a person typed to find someone. Screens write a username as `@ana`, so that is how it is looked for. */
export function searchedName(typed: string): string {
	return typed.trim().replace(/^@/, '');
}
