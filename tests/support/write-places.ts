import { writeFile } from 'node:fs/promises';

type Value = string | number | Value[] | { [key: string]: Value };

/** A place of GeoLite2's layout, as far as Inkling looks at it. */
const placeOf = (city: string | null, country: string): Value => ({
	...(city ? { city: { names: { en: city } } } : {}),
	country: { names: { en: country } }
});

/**
 * Writes a small database of IPv4 networks in MaxMind's format, version 2.0 (https://maxmind.github.io/MaxMind-DB/): a tree
 * of bits, 16 zeros, the places, and what it says of itself. `networks`: address, bits, city and country.
 */
export async function writePlaces(
	file: string,
	networks: [address: string, bits: number, city: string | null, country: string][]
): Promise<void> {
	const nodes: [Branch, Branch][] = [[null, null]];
	const places: Buffer[] = [];
	let size = 0;
	for (const [address, bits, city, country] of networks) {
		const place = encode(placeOf(city, country));
		grow(nodes, toBits(address).slice(0, bits), size);
		places.push(place);
		size += place.length;
	}
	const about = { binary_format_major_version: 2, binary_format_minor_version: 0, build_epoch: 1 };
	const metadata = encode({
		...about,
		database_type: 'Inkling-Test',
		description: { en: 'Places of a test' },
		ip_version: 4,
		languages: ['en'],
		node_count: nodes.length,
		record_size: 24
	});
	const tree = nodes.map((node) => Buffer.concat(node.map((branch) => toRecord(branch, nodes.length))));
	const marker = Buffer.from('\xab\xcd\xefMaxMind.com', 'latin1');
	await writeFile(file, Buffer.concat([...tree, Buffer.alloc(16), ...places, marker, metadata]));
}

/** What comes after a bit: another node, a place at an offset, or nothing that is known. */
type Branch = { node: number } | { place: number } | null;

function grow(nodes: [Branch, Branch][], bits: number[], place: number): void {
	let at = 0;
	for (const [index, bit] of bits.entries()) {
		const node = nodes[at];
		if (!node) throw new Error('There is no such node.');
		if (index === bits.length - 1) {
			node[bit ? 1 : 0] = { place };
			return;
		}
		const next = node[bit ? 1 : 0] ?? { node: nodes.push([null, null]) - 1 };
		if ('place' in next) throw new Error('One network lies within another.');
		node[bit ? 1 : 0] = next;
		at = next.node;
	}
}

const toBits = (address: string) =>
	address.split('.').flatMap((part) => [...Number(part).toString(2).padStart(8, '0')].map(Number));

function toRecord(branch: Branch, nodeCount: number): Buffer {
	const record = Buffer.alloc(3);
	const value = branch === null ? nodeCount : 'node' in branch ? branch.node : nodeCount + 16 + branch.place;
	record.writeUIntBE(value, 0, 3);
	return record;
}

/** Types 2 (text), 6 (32 bits), 7 (map) and 11 (list) of the format, for sizes below 29. */
function encode(value: Value): Buffer {
	if (typeof value === 'string')
		return Buffer.concat([Buffer.from([(2 << 5) | value.length]), Buffer.from(value, 'latin1')]);
	if (typeof value === 'number') {
		const number = Buffer.alloc(5, (6 << 5) | 4);
		number.writeUInt32BE(value, 1);
		return number;
	}
	if (Array.isArray(value)) return Buffer.concat([Buffer.from([value.length, 11 - 7]), ...value.map(encode)]);
	const entries = Object.entries(value);
	const parts = entries.flatMap(([key, inner]) => [encode(key), encode(inner)]);
	return Buffer.concat([Buffer.from([(7 << 5) | entries.length]), ...parts]);
}
