/** What SQLite says without a path, as the system says it; the low byte is the primary code (sqlite.org/rescode.html). */
const ofSqlite: Record<number, string> = { 8: 'EROFS', 13: 'ENOSPC', 14: 'EACCES' };

const inWords: Record<string, (folder: string, path: string) => [what: string, advice: string]> = {
	ENOSPC: (folder) => [`The disk of ${folder} is full.`, 'Make room, or take another disk.'],
	EDQUOT: (folder) => [
		`No more may be written to the disk of ${folder}.`,
		'Make room, or take another disk.'
	],
	EROFS: (folder) => [`Nothing can be written to the disk of ${folder}.`, 'Take another disk.'],
	EACCES: (_, path) => [
		`This user may not read or write ${path}.`,
		'Run this as the user that the server has.'
	],
	EPERM: (_, path) => [
		`This user may not read or write ${path}.`,
		'Run this as the user that the server has.'
	],
	ENOTDIR: (folder) => [`There is no folder ${folder}, but a file in its place.`, 'Take another folder.'],
	EEXIST: (folder) => [`There is no folder ${folder}, but a file in its place.`, 'Take another folder.'],
	ENAMETOOLONG: (_, path) => [`The name ${path} is too long.`, 'Take another name.']
};

/**
 * What the disk refuses, in words for whoever looks after the server; any other error as it is. `folder`: where was written;
 * `safe`: what has not happened.
 */
export function explainDiskError(error: unknown, folder: string, safe: string): unknown {
	if (!(error instanceof Error)) return error;
	const { code = '', errcode, path } = error as NodeJS.ErrnoException & { errcode?: number };
	const words = inWords[errcode === undefined ? code : (ofSqlite[errcode & 0xff] ?? '')];
	if (!words) return error;
	const [what, advice] = words(folder, path ?? folder);
	return new Error(`${what} ${safe} ${advice}`, { cause: error });
}
