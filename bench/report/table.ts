import type { Spread } from '../support/spread.ts';

/** One measurement of one server, or of one size of something. `loadCpu`: how much of its own processor the load used, 0 to 1. */
export type Run = { host: string; loadCpu?: number };

/**
 * What is promised of a figure: of the median of its runs or of such a share of them (0.95: in 95 % it is no more), or of its
 * ratio to another host's (`to`; `theBest`: to the best of all others, where more is better).
 */
export type Goal = { to?: string; share?: number; atLeast?: number; atMost?: number };

/** For `Goal.to`: whichever of the others did best. */
export const theBest = 'the best of the others';

/** One thing to tell about the runs: `unit` is said after a number, as in `3.1 ms`. `of`: null for a run that says nothing of it. */
export type Figure<Some extends Run> = {
	what: string;
	unit: string;
	of: (run: Some) => number | null;
	goals?: Goal[];
};

/** What a suite measured, before anything is reckoned. */
export type Measured<Some extends Run> = {
	suite: string;
	title: string;
	/** In a sentence or two: what was done, and what the figures mean. */
	about: string;
	/** The host that ratios are taken of; 'inkling' if none is named. */
	ours?: string;
	runs: Some[];
	figures: Figure<Some>[];
};

/** One host's values of a figure, one for each run. `ratio`: ours as a multiple of this one; null for ours, and of nothing. */
export type Told = { host: string; values: number[]; spread: Spread; ratio: number | null };

/** A goal, and what came of it. `seen`: the figure or the ratio that counts. */
export type Judged = { words: string; wanted: number; isRatio: boolean; seen: number; reached: boolean };

export type Row = { what: string; unit: string; hosts: Told[]; goals: Judged[] };

/** What stands in the report. `warnings`: what makes its figures worth less. */
export type Table = {
	suite: string;
	title: string;
	about: string;
	ours: string;
	rows: Row[];
	warnings: string[];
	/** As they were measured. */
	runs: Run[];
};
