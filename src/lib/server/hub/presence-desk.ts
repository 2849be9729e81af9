import type { Caller, Presences } from '../handlers/support/handler.ts';
import { lookAgain, saveLastSeen } from '../handlers/support/presence-stage.ts';
import { OwnDevices } from './own-devices.ts';
import { PresenceKeeper } from './presence-keeper.ts';
import { PresenceWatch } from './presence-watch.ts';
import type { Running } from './run-event.ts';
import type { Wire } from './wire.ts';

const saveMs = 60_000;

/** Who is there and who is told of it, between the sockets and the events. */
export class PresenceDesk {
	readonly #clock: () => number;
	readonly #keeper: PresenceKeeper;
	readonly #devices: OwnDevices;
	readonly #wire: Wire;
	#watch: PresenceWatch | undefined;
	#running: Running | undefined;
	#saving: NodeJS.Timeout | undefined;

	constructor(wire: Wire, clock: () => number) {
		this.#wire = wire;
		this.#clock = clock;
		this.#keeper = new PresenceKeeper(clock, (userId) => this.#watch?.changed(userId));
		this.#devices = new OwnDevices((socketId, status) =>
			wire.toSocket(socketId, [['presence.elsewhere', { status }]])
		);
	}

	open(running: Running): void {
		this.#running = running;
		this.#watch = new PresenceWatch({
			look: (watcherId, userIds) => lookAgain(running.stage, this.#keeper, watcherId, userIds),
			tell: (socketId, seen) =>
				this.#wire.toSocket(
					socketId,
					seen.map((presence) => ['presence.updated', presence])
				),
			onFault: (error) => running.log.warn({ err: error }, 'Presence could not be told.')
		});
		this.#saving = setInterval(() => void this.#save(), saveMs).unref();
	}

	/** Notes when everybody who is here was seen; call it while the store is open. */
	async close(): Promise<void> {
		clearInterval(this.#saving);
		await this.#save();
	}

	arrive({ userId, deviceId }: Caller, socketId: string): void {
		this.#devices.arrive(userId, socketId, deviceId);
		this.#keeper.arrive(userId, socketId);
	}

	leave({ userId }: Caller, socketId: string): void {
		this.#watch?.forget(socketId);
		this.#devices.leave(userId, socketId);
		this.#keeper.leave(userId, socketId);
	}

	seenOtherwise(userIds: readonly string[]): void {
		for (const userId of userIds) this.#watch?.changed(userId);
	}

	presencesFor({ userId }: Caller, socketId: string | null): Presences {
		return {
			find: (id) => this.#keeper.find(id),
			set: (status) => {
				if (socketId === null) return false;
				this.#devices.set(userId, socketId, status);
				this.#keeper.set(userId, socketId, status);
				return true;
			},
			watch: (userIds) => {
				if (socketId !== null) this.#watch?.watch(socketId, userId, userIds);
			},
			now: this.#clock
		};
	}

	async #save(): Promise<void> {
		if (!this.#running) return;
		const { stage, log } = this.#running;
		await this.#keeper
			.save((seen) => saveLastSeen(stage, seen))
			.catch((error: unknown) => log.warn({ err: error }, 'Who was seen when could not be stored.'));
	}
}
