/**
 * Why a mirror cannot be used. `newer`: a newer version of the app made it. `off`: the browser keeps nothing for this page.
 * `full`: there is no room. `damaged`: it is there, or was, and cannot be read.
 */
export type StorageFaultKind = 'newer' | 'off' | 'full' | 'damaged';

/** The mirror could not be opened; nothing in it was changed. */
export class StorageFault extends Error {
	readonly kind: StorageFaultKind;

	constructor(kind: StorageFaultKind, cause?: unknown) {
		super(`The data on this device cannot be used: ${kind}.`, { cause });
		this.name = 'StorageFault';
		this.kind = kind;
	}
}

const kinds: Record<string, StorageFaultKind> = {
	VersionError: 'newer',
	QuotaExceededError: 'full',
	SecurityError: 'off',
	MissingAPIError: 'off'
};

/** Says of any error of the storage what it means for the person. */
export function storageFault(error: unknown): StorageFault {
	if (error instanceof StorageFault) return error;
	const kind = namesOf(error).map((name) => kinds[name]);
	return new StorageFault(kind.find((known) => known !== undefined) ?? 'damaged', error);
}

/** Dexie wraps the browser's error, and aborts what stood around it. */
function namesOf(error: unknown): string[] {
	if (typeof error !== 'object' || error === null) return [];
	const { name, inner } = error as { name?: unknown; inner?: unknown };
	return [...(typeof name === 'string' ? [name] : []), ...namesOf(inner)];
}
