const names: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as it may stand in HTML, between tags and in quotes. */
export function escape(text: string): string {
	return text.replaceAll(/[&<>"]/g, (sign) => names[sign] ?? sign);
}
