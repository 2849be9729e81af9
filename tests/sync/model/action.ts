import fc from 'fast-check';
import { pushFates, requestFates, type PushFate, type RequestFate } from './network.ts';

type OfTab = { tab: number };
/** `at`: which of the chats that the mirror knows, or of the messages; any number will do. */
type OfPlace = OfTab & { at: number };
type OfDevice = { device: number };

/** One thing that somebody does or that happens. Numbers choose among what is there at that moment. */
export type Action =
	/** `wait`: until the disk has it; `follow`: what was written elsewhere shows first. */
	| ({ do: 'type'; how: 'now' | 'pause' | 'unsaved'; follow: boolean; wait: boolean } & OfTab)
	| ({ do: 'type over' } & OfTab)
	| ({ do: 'save' } & OfTab)
	| ({ do: 'empty' } & OfTab)
	| ({ do: 'send'; wait: boolean } & OfTab)
	| ({ do: 'delete draft' } & OfPlace)
	| ({ do: 'cancel' | 'take back' } & OfPlace)
	| ({ do: 'edit' | 'delete message' | 'rename' } & OfPlace)
	| ({ do: 'read' } & OfPlace)
	| ({ do: 'restore' } & OfPlace)
	| ({ do: 'open' } & OfPlace)
	| ({ do: 'close' } & OfTab)
	| ({ do: 'take over' | 'dismiss' } & OfTab)
	| ({ do: 'create'; kind: 'direct' | 'group' | 'self' } & OfTab)
	| ({ do: 'open tab' | 'go offline' | 'go online' | 'wake' | 'cut' } & OfDevice)
	| ({ do: 'close tab' | 'crash tab' } & OfTab)
	| ({ do: 'request'; on: 'write' | 'read'; fate: RequestFate; actions: number } & OfDevice)
	| ({ do: 'push'; fate: PushFate; actions: number } & OfDevice)
	| { do: 'restart'; hard: boolean }
	| { do: 'wait'; turns: number };

const number = fc.nat(7);
const tab = { tab: number };
const place = { tab: number, at: number };
const device = { device: fc.nat(2) };
const actions = fc.integer({ min: 1, max: 12 });

function is<Name extends Action['do']>(...names: Name[]) {
	return fc.constantFrom(...names);
}

const typing = fc.record({
	do: is('type'),
	how: fc.constantFrom('now' as const, 'now' as const, 'pause' as const, 'unsaved' as const),
	follow: fc.boolean(),
	wait: fc.boolean(),
	...tab
});

/** Any action, as often as people and networks do such things, and misfortunes far more often. */
export const anyAction: fc.Arbitrary<Action> = fc.oneof(
	{ weight: 24, arbitrary: typing },
	{ weight: 9, arbitrary: fc.record({ do: is('send'), wait: fc.boolean(), ...tab }) },
	{ weight: 12, arbitrary: fc.record({ do: is('open'), ...place }) },
	{
		weight: 6,
		arbitrary: fc.record({ do: is('type over', 'save', 'empty', 'close', 'take over', 'dismiss'), ...tab })
	},
	{
		weight: 7,
		arbitrary: fc.record({ do: is('delete draft', 'cancel', 'take back', 'read', 'restore'), ...place })
	},
	{ weight: 6, arbitrary: fc.record({ do: is('edit', 'edit', 'delete message', 'rename'), ...place }) },
	{
		weight: 2,
		arbitrary: fc.record({
			do: is('create'),
			kind: fc.constantFrom('direct' as const, 'group' as const, 'self' as const),
			...tab
		})
	},
	{
		weight: 10,
		arbitrary: fc.record({
			do: is('open tab', 'go offline', 'go online', 'go online', 'wake', 'cut'),
			...device
		})
	},
	{ weight: 3, arbitrary: fc.record({ do: is('close tab', 'crash tab'), ...tab }) },
	{
		weight: 10,
		arbitrary: fc.record({
			do: is('request'),
			on: fc.constantFrom('write' as const, 'write' as const, 'read' as const),
			fate: fc.constantFrom(...requestFates),
			actions,
			...device
		})
	},
	{
		weight: 5,
		arbitrary: fc.record({ do: is('push'), fate: fc.constantFrom(...pushFates), actions, ...device })
	},
	{ weight: 1, arbitrary: fc.record({ do: is('restart'), hard: fc.boolean() }) },
	{ weight: 16, arbitrary: fc.record({ do: is('wait'), turns: fc.integer({ min: 1, max: 300 }) }) }
);

/** What one run consists of. `locks: false`: the tabs of a browser cannot tell who leads. */
export type Run = { locks: boolean; actions: Action[] };

export const anyRun: fc.Arbitrary<Run> = fc.record({
	locks: fc.constantFrom(true, true, true, false),
	actions: fc.array(anyAction, { maxLength: 50, size: 'max' })
});
