const askEveryMs = 800;
const unansweredMax = 3;

const question = 'who leads?';
const answer = 'I do';

/** Work that only one tab does; it ends soon after `lost` aborts. */
export type LeadersWork = (lost: AbortSignal) => Promise<void>;

/**
 * Runs `work` while no other tab of this browser runs it, and waits for that until `signal` aborts. A leader that answers
 * no question is frozen or hangs, and would hold its lock for ever: a tab that is looked at takes the lead from it.
 */
export async function lead(name: string, signal: AbortSignal, work: LeadersWork): Promise<void> {
	// Over plain http there are no locks. Then each tab syncs for itself: every request bears its id, so nothing doubles.
	if (!('locks' in navigator)) return work(signal);
	const channel = new BroadcastChannel(name);
	const silence = new AbortController();
	const stopAsking = askLeader(channel, () => silence.abort());
	const begin: LeadersWork = (lost) => {
		stopAsking();
		answerAsLeader(channel);
		return work(AbortSignal.any([signal, lost]));
	};
	try {
		await hold(name, { signal: AbortSignal.any([signal, silence.signal]) }, begin);
		if (silence.signal.aborted && !signal.aborted) await hold(name, { steal: true }, begin);
	} finally {
		stopAsking();
		channel.close();
	}
}

/** Runs `work` with the lock. Resolves when that has ended, or when the wait for the lock was given up. */
async function hold(name: string, options: LockOptions, work: LeadersWork): Promise<void> {
	const lost = new AbortController();
	let running: Promise<void> | undefined;
	const locked = navigator.locks.request(name, options, () => (running = work(lost.signal)));
	await locked.catch((error: unknown) => {
		if (!(error instanceof DOMException && error.name === 'AbortError')) throw error;
	});
	// Another tab may have taken the lock in the middle of the work.
	lost.abort();
	await running;
}

/** Only a tab that is looked at asks: it is awake, and somebody needs the answer. */
function askLeader(channel: BroadcastChannel, onSilence: () => void): () => void {
	let unanswered = 0;
	channel.onmessage = ({ data }) => {
		if (data === answer) unanswered = 0;
	};
	const timer = setInterval(() => {
		if (document.visibilityState !== 'visible') return void (unanswered = 0);
		if (unanswered === unansweredMax) return onSilence();
		unanswered++;
		channel.postMessage(question);
	}, askEveryMs);
	return () => clearInterval(timer);
}

/** Messages reach a tab in the background too, where its timers sleep. */
function answerAsLeader(channel: BroadcastChannel): void {
	channel.onmessage = ({ data }) => {
		if (data === question) channel.postMessage(answer);
	};
	// Others may have lost patience with the leader before.
	channel.postMessage(answer);
}
