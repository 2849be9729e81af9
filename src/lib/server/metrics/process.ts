import { Counter, Gauge, type Registry } from 'prom-client';

/** What the process uses, under the names that everybody's dashboards know. */
export function watchProcess(registers: Registry[]): void {
	const startedAt = Date.now() / 1000 - process.uptime();
	watchNow(registers, 'process_resident_memory_bytes', 'Resident memory.', () => process.memoryUsage.rss());
	watchNow(registers, 'process_start_time_seconds', 'When the process began.', () => startedAt);
	watchNow(
		registers,
		'nodejs_heap_size_used_bytes',
		'Memory that JavaScript uses.',
		() => process.memoryUsage().heapUsed
	);
	new Counter({
		name: 'process_cpu_seconds_total',
		help: 'Time of the processor, user and system.',
		registers,
		collect() {
			const { user, system } = process.cpuUsage();
			this.reset();
			this.inc((user + system) / 1e6);
		}
	});
}

/** A number that is looked at whenever somebody asks. */
export function watchNow(registers: Registry[], name: string, help: string, read: () => number): void {
	new Gauge({
		name,
		help,
		registers,
		collect() {
			this.set(read());
		}
	});
}
