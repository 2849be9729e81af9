const megabyte = 1_000_000;

/** So many bytes in words: “12.3 MB”, “500 MB”, “1 GB”. */
export function sizeWords(bytes: number): string {
	const size = bytes / megabyte;
	if (size >= 1000) return `${tenths(size / 1000)} GB`;
	return size >= 0.1 ? `${tenths(size)} MB` : 'less than 0.1 MB';
}

function tenths(size: number): string {
	return String(Number(size.toFixed(size < 100 ? 1 : 0)));
}
