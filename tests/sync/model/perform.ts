import type { Action } from './action.ts';
import { choose } from './choose.ts';
import { performOnTab } from './perform-on-tab.ts';
import { tabsOf, type World } from './world.ts';

type OfDevice = Extract<Action, { device: number }>;

/** Does one action, or nothing where there is nothing to do it with. */
export async function perform(world: World, action: Action): Promise<void> {
	if (action.do === 'wait') return turns(action.turns);
	if (action.do === 'restart') return action.hard ? world.server.crash() : world.server.restart();
	if ('device' in action) return performOnDevice(world, action);
	const tab = choose(tabsOf(world), action.tab);
	if (tab) await performOnTab(world, tab, action);
}

async function performOnDevice(world: World, action: OfDevice): Promise<void> {
	const device = choose(world.devices, action.device);
	if (!device) return;
	switch (action.do) {
		case 'open tab':
			return device.openTab();
		case 'go offline':
			return device.goOffline();
		case 'go online':
			return device.goOnline();
		case 'wake':
			return device.wake();
		case 'cut':
			return device.network.cut();
		case 'push':
			return device.network.planPush({ kind: action.fate, actions: action.actions });
		case 'request':
			return device.network.plan(action.on, { kind: action.fate, actions: action.actions });
	}
}

async function turns(count: number): Promise<void> {
	for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve));
}
