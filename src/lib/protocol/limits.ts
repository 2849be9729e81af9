/** How often one person may do something: `perSecond` on average, `burst` at once. */
export type Rate = { perSecond: number; burst: number };

/** Every limit of the contract. Sizes are in the unit that the name ends with; `…Max` is still allowed. */
export type Limits = {
	textCharactersMax: number;
	documentBytesMax: number;
	documentDepthMax: number;
	titleCharactersMax: number;
	frameBytesMax: number;
	membersPerAddMax: number;
	membersAtCreateMax: number;
	reactionKindsMax: number;
	socketsPerUserMax: number;
	rates: Record<RateClass, Rate>;
};

/** `other` holds for every event that names no class of its own. Each class has its own bucket. */
export type RateClass = 'draft' | 'send' | 'typing' | 'other';

/** The defaults; the server lets an environment variable replace each of them. */
export const defaultLimits: Limits = {
	textCharactersMax: 20_000,
	documentBytesMax: 128 * 1024,
	documentDepthMax: 64,
	titleCharactersMax: 255,
	frameBytesMax: 1024 * 1024,
	membersPerAddMax: 50,
	membersAtCreateMax: 100,
	reactionKindsMax: 50,
	socketsPerUserMax: 20,
	rates: {
		draft: { perSecond: 5, burst: 20 },
		send: { perSecond: 10, burst: 30 },
		typing: { perSecond: 2, burst: 4 },
		other: { perSecond: 20, burst: 100 }
	}
};
