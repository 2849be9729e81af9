// `npm run bench [-- --quick] [--only fan-out,sends,latency,connections,storm,peers] [--install]`: the product beside what it is made of, in one run on one machine. The server
// has one processor, what drives it the other. Ratios are what counts; of each figure the middle of interleaved runs, and its spread.
import { parseArgs } from 'node:util';
import { runConnections } from './hub/connections.ts';
import { runFanOut } from './hub/fan-out.ts';
import { runLatency } from './hub/latency.ts';
import { runSends } from './hub/sends.ts';
import { runStorm } from './hub/storm.ts';
import { installPeers } from './peers/install.ts';
import { tellPeers } from './peers/tell-peers.ts';
import { canPin, pinLoad } from './support/pinned.ts';
import { spreadOf } from './support/spread.ts';

type Plan = { rounds: number; seconds: number };
type Run = { host: string; loadCpu?: number };

const flag = { type: 'boolean', default: false } as const;
const options = { quick: flag, only: { type: 'string' }, install: flag } as const;
const { quick, only, install } = parseArgs({ options }).values;
const plan: Plan = quick ? { rounds: 3, seconds: 1 } : { rounds: 10, seconds: 3 };

/** So much of its processor the load may use before it says nothing about the server. */
const loadMax = 0.7;

const suites: Record<string, () => Promise<void>> = {
	'fan-out': fanOut,
	sends,
	latency,
	connections,
	storm,
	peers
};

async function fanOut(): Promise<void> {
	for (const size of [10, 100, 1_000])
		for (const speakers of [1, Math.min(size, 64)]) {
			const runs: Parameters<Parameters<typeof runFanOut>[2]>[0][] = [];
			await runFanOut({ size, speakers }, plan, (run) => runs.push(run));
			print(`fan-out, room of ${size}, ${speakers} speaking at once`, runs, {
				'messages delivered a second': ({ deliveredPerSecond }) => deliveredPerSecond,
				'messages in a frame': ({ messagesPerFrame }) => messagesPerFrame
			});
		}
}

async function sends(): Promise<void> {
	const runs: Parameters<Parameters<typeof runSends>[2]>[0][] = [];
	await runSends(100, plan, (run) => runs.push(run));
	print('sends, 100 people in 100 direct chats', runs, {
		'messages acknowledged a second': ({ sentPerSecond }) => sentPerSecond,
		'acknowledged within, p50 in ms': ({ p50Ms }) => p50Ms,
		'acknowledged within, p99 in ms': ({ p99Ms }) => p99Ms,
		'ms of the server’s processor for one': ({ cpuPerThousand }) => cpuPerThousand
	});
}

async function latency(): Promise<void> {
	const runs: Parameters<Parameters<typeof runLatency>[2]>[0][] = [];
	await runLatency({ size: 100, speakers: 32 }, plan, (run) => runs.push(run));
	for (const [share, those] of Map.groupBy(runs, (run) => run.share))
		print(`latency, room of 100, at ${share} of what each server can do`, those, {
			'messages said a second': ({ saidPerSecond }) => saidPerSecond,
			'until others have it, p50 in ms': ({ p50Ms }) => p50Ms,
			'until others have it, p99 in ms': ({ p99Ms }) => p99Ms,
			'until others have it, the longest in ms': ({ worstMs }) => worstMs
		});
}

async function connections(): Promise<void> {
	const count = quick ? 1_000 : 10_000;
	const runs: Parameters<Parameters<typeof runConnections>[2]>[0][] = [];
	await runConnections(count, quick ? 1 : 3, (run) => runs.push(run));
	print(`connections, ${count.toLocaleString('en')} that nobody uses`, runs, {
		'memory of each, in kB': ({ bytesEach }) => bytesEach / 1000,
		'memory of the server, in MB': ({ residentBytes }) => residentBytes / 1e6,
		'let in a second': ({ acceptedPerSecond }) => acceptedPerSecond,
		'share of a processor while nothing happens': ({ idleCpu }) => idleCpu
	});
}

async function storm(): Promise<void> {
	const clients = quick ? 500 : 5_000;
	const runs: Parameters<Parameters<typeof runStorm>[1]>[0][] = [];
	await runStorm(clients, (run) => runs.push(run));
	print(`storm, ${clients.toLocaleString('en')} clients lose the server and come back`, runs, {
		'back and caught up after the server was, p50 in ms': ({ p50Ms }) => p50Ms,
		'back and caught up after the server was, p99 in ms': ({ p99Ms }) => p99Ms,
		'back and caught up after the server was, the last in ms': ({ worstMs }) => worstMs,
		'messages missing': ({ missing }) => missing
	});
}

async function peers(): Promise<void> {
	if (install) installPeers();
	const few = { sizes: [100], windows: [8], rounds: 1, seconds: 1 };
	// The last is where latency is looked at.
	const all = { sizes: [10, 1_000, 100], windows: [1, 8, 64], ...plan };
	await tellPeers(quick ? few : all, print);
}

/** A table: of each figure the product's, and of each other server its own and the product's as a multiple of it. */
function print<Some extends Run>(
	title: string,
	runs: Some[],
	figures: Record<string, (run: Some) => number>
): void {
	console.log(`\n${title}`);
	const byHost = Map.groupBy(runs, ({ host }) => host);
	for (const [what, figure] of Object.entries(figures)) {
		console.log(`  ${what}`);
		const ours = spreadOf((byHost.get('inkling') ?? []).map(figure)).median;
		for (const [host, those] of byHost) {
			const { median, least, most } = spreadOf(those.map(figure));
			const ratio =
				host === 'inkling' || median === 0 ? '' : `   inkling: ${(ours / median).toFixed(2)} times`;
			console.log(`    ${host.padEnd(22)} ${short(median)} (${short(least)} – ${short(most)})${ratio}`);
		}
	}
	for (const [host, those] of byHost) {
		const load = spreadOf(those.map(({ loadCpu = 0 }) => loadCpu)).median;
		if (load > loadMax)
			console.log(`  The load used ${load.toFixed(2)} of its processor with ${host}: it may be the limit.`);
	}
}

function short(value: number): string {
	return value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(2);
}

const wanted = only?.split(',') ?? Object.keys(suites);
const unknown = wanted.filter((name) => !Object.hasOwn(suites, name));
if (unknown.length > 0) {
	console.error(`There is no ${unknown.join(', ')}. There is: ${Object.keys(suites).join(', ')}.`);
	process.exit(2);
}
if (!canPin)
	console.log('Server and load cannot have a processor each here: what is measured is less sharp.');
pinLoad();
for (const name of wanted) await suites[name]?.();
