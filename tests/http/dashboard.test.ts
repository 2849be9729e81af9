import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '$lib/protocol/ids.ts';
import { connect } from '../support/connect.ts';
import { text } from '../support/documents.ts';
import { signUpOver, spawnServer, type SpawnedServer } from '../support/spawn-server.ts';

type Source = { type: string; uid: string };
type Place = { x: number; y: number; w: number; h: number };
type Panel = {
	id: number;
	type: string;
	title: string;
	gridPos: Place;
	datasource?: Source;
	targets?: { expr: string; datasource: Source }[];
};
type Dashboard = {
	uid: string;
	panels: Panel[];
	templating: { list: { name: string; type: string; query: unknown; definition?: string }[] };
};

const dashboard = JSON.parse(readFileSync('docs/grafana/inkling.json', 'utf8')) as Dashboard;
const rules = readFileSync('docs/grafana/alerts.yml', 'utf8');
const charts = dashboard.panels.filter(({ type }) => type !== 'row');
const expressions = charts.flatMap(({ targets }) => targets ?? []).map(({ expr }) => expr);

/** What a server tells that has served some events: each name of a sample with its labels. */
const samples = new Map<string, Set<string>>();
let server: SpawnedServer;

beforeAll(async () => {
	server = await spawnServer({ RATE_TYPING: '1/1' });
	const ana = await signUpOver(server, 'ana');
	const client = await connect(server, ana);
	const chatId = newId();
	await client.get('chat.create', { id: chatId, kind: 'group', memberIds: [], title: 'Boats' });
	await client.get('message.send', { id: newId(), chatId, content: text('Ahoy') });
	await client.ask('message.send', { nonsense: true });
	for (let times = 0; times < 2; times++) await client.ask('typing.start', { chatId });
	const answer = await (await fetch(`${server.url}/metrics`)).text();
	for (const [, name = '', labels = ''] of answer.matchAll(/^(\w+)(?:{(.*)})? \S+$/gm)) {
		const known = samples.get(name) ?? new Set();
		for (const [, label = ''] of labels.matchAll(/(\w+)="/g)) known.add(label);
		samples.set(name, known);
	}
	client.close();
});

afterAll(() => server.remove());

const metricsIn = (expression: string) => expression.match(/\b(inkling|process|nodejs)_\w+/g) ?? [];

test('each chart and each rule asks for metrics that there are', () => {
	const alerts = [...rules.matchAll(/^\s+expr: (.+)$/gm)].map(([, expression]) => expression ?? '');
	expect(alerts.length).toBeGreaterThan(3);
	for (const expression of [...expressions, ...alerts.filter((it) => !it.startsWith('up{'))]) {
		const names = metricsIn(expression);
		expect(names, expression).not.toEqual([]);
		for (const name of names) expect([...samples.keys()], expression).toContain(name);
	}
});

test('and by labels that these have', () => {
	for (const expression of expressions) {
		const [name = ''] = metricsIn(expression);
		const [, grouped = ''] = /\bby \(([^)]*)\)/.exec(expression) ?? [];
		const matched = [...expression.matchAll(/[{,](\w+)(=|!=|=~|!~)"/g)].map(([, label]) => label ?? '');
		const asked = [...grouped.split(', '), ...matched].filter(
			(label) => label !== '' && label !== 'instance'
		);
		for (const label of asked) expect([...(samples.get(name) ?? [])], expression).toContain(label);
	}
});

test('nothing that the server counts is missing in it', () => {
	const shown = expressions.flatMap(metricsIn).map((name) => name.replace(/_(bucket|sum|count)$/, ''));
	const counted = [...samples.keys()].map((name) => name.replace(/_(bucket|sum|count)$/, ''));
	expect([...new Set(shown)].sort()).toEqual([...new Set(counted)].sort());
});

test('it can be imported: the source is chosen there, ids are unique, and no panel covers another', () => {
	const source = dashboard.templating.list.find(({ name }) => name === 'datasource');
	expect(source).toMatchObject({ type: 'datasource', query: 'prometheus' });
	const wanted = { type: 'prometheus', uid: '${datasource}' };
	for (const { datasource, targets = [] } of charts)
		for (const given of [datasource, ...targets.map((target) => target.datasource)])
			expect(given).toEqual(wanted);
	const ids = dashboard.panels.map(({ id }) => id);
	expect(new Set(ids).size).toBe(ids.length);
	for (const [n, { gridPos: one }] of dashboard.panels.entries())
		for (const { gridPos: other } of dashboard.panels.slice(n + 1)) expect(overlap(one, other)).toBe(false);
	for (const { gridPos } of dashboard.panels) expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(24);
});

function overlap(one: Place, other: Place): boolean {
	const apart = (from: number, size: number, to: number, its: number) =>
		from + size <= to || to + its <= from;
	return !apart(one.x, one.w, other.x, other.w) && !apart(one.y, one.h, other.y, other.h);
}
