import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writePlaces } from '../../../../tests/support/write-places.ts';
import { openPlaces } from './places.ts';

let folder: string;
let file: string;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'inkling-places-'));
	file = join(folder, 'places.mmdb');
	await writePlaces(file, [
		['192.0.2.0', 25, 'Berlin', 'Germany'],
		['192.0.2.128', 25, null, 'Portugal'],
		['203.0.113.0', 24, 'Lyon', 'France']
	]);
});
afterAll(() => rm(folder, { recursive: true }));

test.each([
	['192.0.2.1', 'Berlin, Germany'],
	['192.0.2.127', 'Berlin, Germany'],
	['192.0.2.128', 'Portugal'],
	['203.0.113.255', 'Lyon, France'],
	['::ffff:203.0.113.7', 'Lyon, France'],
	['198.51.100.1', null],
	['2001:db8::1', null],
	['127.0.0.1', null],
	['unknown', null],
	['', null]
])('%s is near %s', async (address, place) => {
	const findPlace = await openPlaces(file);
	expect(findPlace(address)).toBe(place);
});

test('without a database no place is known', async () => {
	expect((await openPlaces(null))('192.0.2.1')).toBe(null);
});

test('a file that is none is told by its name before anything is changed', async () => {
	const other = join(folder, 'other.mmdb');
	await writeFile(other, 'no database');
	for (const path of [other, join(folder, 'missing.mmdb')])
		await expect(openPlaces(path)).rejects.toThrow(
			`PLACES_DATABASE, ${path}, is no database of places that can be read`
		);
});
