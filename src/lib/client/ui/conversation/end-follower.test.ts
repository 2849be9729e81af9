import { tick } from 'svelte';
import { expect, test } from 'vitest';
import { EndFollower } from './end-follower.svelte.ts';

/** A pane of 500 px over a list that grows. */
function makePane(scrollHeight: number) {
	const pane = { scrollHeight, clientHeight: 500, top: 0 };
	return {
		grow: (px: number) => void (pane.scrollHeight += px),
		/** As the browser does it: never beyond the end. */
		get scrollTop() {
			return pane.top;
		},
		set scrollTop(top: number) {
			pane.top = Math.max(0, Math.min(top, pane.scrollHeight - pane.clientHeight));
		},
		get scrollHeight() {
			return pane.scrollHeight;
		},
		clientHeight: 500,
		/** Where the list heard that it stands. */
		heard: [] as number[],
		dispatchEvent(event: Event) {
			if (event.type === 'scroll') this.heard.push(this.scrollTop);
			return true;
		}
	};
}

async function atEndOf(scrollHeight: number) {
	const pane = makePane(scrollHeight);
	const end = new EndFollower(() => pane as unknown as HTMLElement);
	end.go();
	await tick();
	return { pane, end };
}

test('a list that grows faster than one looks is followed', async () => {
	const { pane, end } = await atEndOf(2000);
	// The browser tells of the scroll to the end only when more has come.
	pane.grow(300);
	end.look();
	expect(end.atEnd).toBe(true);
	await tick();
	expect(pane.scrollTop).toBe(1800);
});

test('whoever goes up is left there, however slowly they go', async () => {
	const { pane, end } = await atEndOf(2000);
	for (let px = 0; px < 60; px++) {
		pane.scrollTop -= 1;
		end.look();
	}
	expect(end.atEnd).toBe(false);
	pane.grow(300);
	end.look();
	end.follow();
	await tick();
	expect(pane.scrollTop).toBe(1440);
});

test('whoever comes back to the end is there again', async () => {
	const { pane, end } = await atEndOf(2000);
	pane.scrollTop = 900;
	end.look();
	expect(end.atEnd).toBe(false);
	pane.scrollTop = 1480;
	end.look();
	expect(end.atEnd).toBe(true);
});

test('a list that becomes shorter is still at its end', async () => {
	const { pane, end } = await atEndOf(2000);
	pane.grow(-700);
	pane.scrollTop = 1500;
	end.look();
	expect(end.atEnd).toBe(true);
	pane.grow(100);
	end.follow();
	await tick();
	expect(pane.scrollTop).toBe(900);
});

test('a list hears where it has gone by itself before it is taken to the end', async () => {
	const { pane, end } = await atEndOf(2000);
	pane.heard.length = 0;
	// As virtua does when rows above became smaller than it took them for.
	pane.scrollTop -= 200;
	end.go();
	await tick();
	expect(pane.heard).toEqual([1300]);
	expect(pane.scrollTop).toBe(1500);
	expect(end.atEnd).toBe(true);
});
