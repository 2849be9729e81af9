// `npm run events`: every event of the contract with what a developer wants to know of it. `--json`: the whole of it.
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { contract, type EventName } from '../src/lib/protocol/contract.ts';
import { defaultLimits } from '../src/lib/protocol/limits.ts';
import { shortForm } from '../src/routes/docs/api/short-form.ts';
import { eventFacts, type EventFacts, type Needing } from './reference/event-facts.ts';
import { handlerFileOf } from './reference/handler-file.ts';

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } });

/** The server finds its handlers with Vite's help; here Node reads them one by one. */
async function loadHandler(event: EventName): Promise<[EventName, Needing]> {
	const module = (await import(pathToFileURL(handlerFileOf(event)).href)) as { default: Needing };
	return [event, module.default];
}

function toLines({
	event,
	kind,
	summary,
	needs,
	token,
	rateClass,
	rate,
	payload,
	data,
	file
}: EventFacts): string[] {
	const role =
		needs.length > 0 ? `the server must allow ${needs.join(' and ')}` : 'no permission of the server';
	const program = token === null ? 'no token may' : `token ${token}`;
	return [
		`${event}  (${kind}; ${role}; ${program}; rate ${rateClass}, ${rate.perSecond}/s, ${rate.burst} at once)`,
		`    ${summary}`,
		`    ${shortForm(payload)} → ${shortForm(data)}`,
		`    ${file}`
	];
}

const events = Object.keys(contract(defaultLimits)) as EventName[];
const handlers = new Map(await Promise.all(events.map(loadHandler)));
const facts = eventFacts(handlers, 'draft-2020-12');
if (values.json) console.log(JSON.stringify(facts, null, '\t'));
else console.log(`${facts.map((fact) => toLines(fact).join('\n')).join('\n\n')}\n\n${facts.length} events`);
