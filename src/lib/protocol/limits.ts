/** How often one person may do something: `perSecond` on average, `burst` at once. */
export type Rate = { perSecond: number; burst: number };

/** What may come over connections: frames, and bytes in them. */
export type Flow = { frames: Rate; bytes: Rate };

/**
 * Every limit of the server, but for the lengths of lists, which stand in the schemas of their events. Sizes are in the unit that the name ends with; `…Max` is still allowed.
 */
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
	/** Connections from one address on which nobody has signed in yet. */
	strangersPerAddressMax: number;
	/** How much may wait for a connection that does not read. */
	waitingBytesMax: number;
	rates: Record<RateClass, Rate>;
	/** Attempts, also to sign up and to give another password. */
	signInsPerMinute: { account: number; address: number };
	/** Of one person's second factors; a right one fills it up again. */
	codeGuesses: Rate;
	/** Of one connection before somebody signs in on it, of one after, and of all of one person together. */
	flows: Record<'stranger' | 'socket' | 'user', Flow>;
};

/** `other` holds for every event that names no class of its own. Each class has its own bucket. */
export type RateClass = 'draft' | 'send' | 'typing' | 'other';

/**
 * What a transport takes before it cuts off, as a multiple of the largest frame that is answered: a client that sends a
 * little too much learns why.
 */
export const hardLimitFactor = 8;

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
	// Each is one for the time of a round trip: enough for a large office that comes back all at once.
	strangersPerAddressMax: 1000,
	// The largest page of messages has 12.5 MiB; whoever reads it slowly is told some more meanwhile.
	waitingBytesMax: 16 * 1024 * 1024,
	rates: {
		draft: { perSecond: 5, burst: 20 },
		send: { perSecond: 10, burst: 30 },
		typing: { perSecond: 2, burst: 4 },
		other: { perSecond: 20, burst: 100 }
	},
	signInsPerMinute: { account: 5, address: 30 },
	// Of a million codes three are right at any time: a day of guesses, one each 50 seconds, finds one in 190 times.
	codeGuesses: { perSecond: 0.02, burst: 5 },
	// Who stays within the rates above sends 37 frames a second, 154 at once, and 2 MiB a second: large drafts and messages.
	flows: {
		// A stranger has one thing to say.
		stranger: { frames: { perSecond: 5, burst: 20 }, bytes: { perSecond: 256 * 1024, burst: 1024 * 1024 } },
		// The burst of bytes is twice what a full outbox sends before it waits for an answer: eight frames of 1 MiB.
		socket: {
			frames: { perSecond: 200, burst: 400 },
			bytes: { perSecond: 4 * 1024 * 1024, burst: 16 * 1024 * 1024 }
		},
		user: {
			frames: { perSecond: 400, burst: 1600 },
			bytes: { perSecond: 8 * 1024 * 1024, burst: 64 * 1024 * 1024 }
		}
	}
};
