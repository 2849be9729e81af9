import { describe, expect, it } from 'vitest';
import { savingWords } from './saving-words.ts';

const row = { mutationId: 'm1', unsynced: true, deleted: false };
const kept = { kind: 'kept', mutationId: 'm1', blank: false } as const;

describe('savingWords', () => {
	it('promises nothing while the disk has not answered', () => {
		expect(savingWords({ state: { kind: 'saving' }, blank: false, row: { ...row, unsynced: false } })).toBe(
			'Saving…'
		);
	});

	it('promises this device alone until the server acknowledged exactly this text', () => {
		expect(savingWords({ state: kept, blank: false, row })).toBe('Saved on this device');
		const older = { ...row, mutationId: 'm0', unsynced: false };
		expect(savingWords({ state: kept, blank: false, row: older })).toBe('Saved on this device');
		expect(savingWords({ state: kept, blank: false, row: { ...row, unsynced: false } })).toBe('Saved');
	});

	it('tells of a stored draft that was not touched here', () => {
		const state = { kind: 'untouched' } as const;
		expect(savingWords({ state, blank: false, row })).toBe('Saved on this device');
		expect(savingWords({ state, blank: false, row: { ...row, unsynced: false } })).toBe('Saved');
	});

	it('says nothing of a box that was empty all along, or whose emptying is known everywhere', () => {
		expect(savingWords({ state: { kind: 'untouched' }, blank: true, row: null })).toBe('');
		const emptied = { ...kept, blank: true };
		const tombstone = { mutationId: 'm1', unsynced: false, deleted: true };
		expect(savingWords({ state: emptied, blank: true, row: tombstone })).toBe('');
		expect(savingWords({ state: emptied, blank: true, row: { ...tombstone, unsynced: true } })).toBe(
			'Saved on this device'
		);
	});

	it('says that the device refused', () => {
		expect(savingWords({ state: { kind: 'refused', error: null }, blank: false, row: null })).toBe(
			'Not saved'
		);
	});
});
