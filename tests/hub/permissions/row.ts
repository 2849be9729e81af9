import type { Data, EventName, PayloadInput } from '$lib/protocol/contract.ts';
import type { ErrorCode } from '$lib/protocol/errors.ts';
import type { Role } from './cast.ts';
import type { Scene, Setting } from './scene.ts';

/** `blank`: it is answered, with nothing of the chat in it. */
export type Outcome = 'ok' | 'blank' | ErrorCode;
export type Outcomes = Record<Role, Outcome>;

type RowOf<Name extends EventName> = {
	event: Name;
	/** Which of its cases, where an event has several. */
	of?: string;
	/** Where it takes place; a group that has begun if left out. */
	setting?: Setting;
	/** What happens first, while the one who will be removed is still in. */
	whileAllAreIn?: (scene: Scene) => Promise<unknown>;
	/** What happens first, after the removal. */
	before?: (scene: Scene) => Promise<unknown>;
	payload: (scene: Scene, role: Role) => PayloadInput<Name>;
	/** What a success comes to, where all get one and the difference is in what it tells. */
	reads?: (data: Data<Name>, scene: Scene) => Outcome;
	expected: Outcomes;
	/** Where the HTTP door answers otherwise. */
	overHttp?: Outcomes;
};

/** One case of one event: what is asked, and what each role is answered. */
export type Row = { [Name in EventName]: RowOf<Name> }[EventName];

export function nameOf({ event, of }: Row): string {
	return of ? `${event} ${of}` : event;
}

/** For those of a group; to everybody else there is no such thing. */
export function inside(owner: Outcome, admin: Outcome, member: Outcome): Outcomes {
	return { owner, admin, member, removed: 'not_found', stranger: 'not_found' };
}

/** For both people of a direct chat, the owner and the member. */
export function betweenTwo(outcome: Outcome): Outcomes {
	return inside(outcome, 'not_found', outcome);
}

/** For who has made what nobody else may see. */
export function ownerAlone(outcome: Outcome): Outcomes {
	return inside(outcome, 'not_found', 'not_found');
}

/** Whoever asks. */
export function everybody(outcome: Outcome): Outcomes {
	return { owner: outcome, admin: outcome, member: outcome, removed: outcome, stranger: outcome };
}

/** For who looks after the server, whatever they are in a chat: in this cast the owner of the group, and nobody else. */
export function serverOwner(outcome: Outcome): Outcomes {
	return { ...everybody('forbidden'), owner: outcome };
}

/** Everybody is answered; who is not in the chat is told nothing of it. */
export const shownInside: Outcomes = { ...everybody('ok'), removed: 'blank', stranger: 'blank' };
