import { readFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { Reader, type CityResponse } from 'mmdb-lib';

/** Roughly where an address is, such as "Berlin, Germany"; null where that is not known. The address is kept nowhere. */
export type FindPlace = (address: string) => string | null;

/**
 * Opens a database of places in MaxMind's format (https://maxmind.github.io/MaxMind-DB/), laid out as GeoLite2 or DB-IP
 * lite, of cities or of countries. `null`: the server was given none, and no place is known.
 * @throws Error in words for the person who starts the server.
 */
export async function openPlaces(file: string | null): Promise<FindPlace> {
	if (file === null) return () => null;
	const reader = await open(file).catch((cause: unknown) => {
		const reason = cause instanceof Error ? cause.message : String(cause);
		throw new Error(
			`Inkling does not start: PLACES_DATABASE, ${file}, is no database of places that can be read (${reason}). Nothing was changed.`,
			{ cause }
		);
	});
	return (address) => {
		// An IPv4 address as a socket for both kinds tells it (RFC 4291, 2.5.5.2).
		const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
		if (isIP(plain) === 0 || (isIP(plain) === 6 && reader.metadata.ipVersion === 4)) return null;
		const found = reader.get(plain);
		const names = [found?.city?.names.en, found?.country?.names.en].filter((name) => name !== undefined);
		return names.length > 0 ? names.join(', ') : null;
	};
}

async function open(file: string): Promise<Reader<CityResponse>> {
	return new Reader<CityResponse>(await readFile(file));
}
