import { beforeEach, expect, test } from 'vitest';
import { OwnDevices } from './own-devices.ts';

let told: [socketId: string, status: string][];
let devices: OwnDevices;

beforeEach(() => {
	told = [];
	devices = new OwnDevices((socketId, status) => told.push([socketId, status]));
});

test('one device alone is told nothing, also where it has two sockets', () => {
	devices.arrive('ana', 'one', 'laptop');
	devices.arrive('ana', 'two', 'laptop');
	devices.set('ana', 'one', 'away');
	devices.leave('ana', 'two');
	expect(told).toEqual([]);
});

test('two devices learn of each other, and of nobody else', () => {
	devices.arrive('ana', 'one', 'laptop');
	devices.arrive('ben', 'three', 'desk');
	devices.arrive('ana', 'two', 'phone');
	expect(told).toEqual([
		['one', 'active'],
		['two', 'active']
	]);
});

test('what changes is told, and what stays the same is not', () => {
	devices.arrive('ana', 'one', 'laptop');
	devices.arrive('ana', 'two', 'phone');
	devices.arrive('ana', 'three', 'tablet');
	told.length = 0;
	devices.set('ana', 'two', 'away');
	expect(told).toEqual([]);
	devices.set('ana', 'three', 'away');
	expect(told).toEqual([['one', 'away']]);
	devices.set('ana', 'one', 'dnd');
	expect(told.slice(1)).toEqual([
		['two', 'dnd'],
		['three', 'dnd']
	]);
	devices.leave('ana', 'one');
	expect(told.slice(3)).toEqual([
		['two', 'away'],
		['three', 'away']
	]);
});
