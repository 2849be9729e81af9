import { getApp } from '$lib/server/app.ts';
import { refusalOf, toResponse } from '$lib/server/http/answer.ts';
import { readJson } from '$lib/server/http/read-json.ts';
import { requireCaller } from '$lib/server/http/require-caller.ts';
import { runEvent } from '$lib/server/hub/run-event.ts';
import type { RequestHandler } from './$types';

/** The HTTP door to every event of the contract: the body is the payload. */
export const POST: RequestHandler = async (event) => {
	try {
		const { running } = getApp();
		const caller = requireCaller(event);
		const payload = await readJson(event.request, running.stage.limits.frameBytesMax);
		return toResponse(await runEvent(running, caller, event.params.event, payload, null));
	} catch (error) {
		return toResponse(refusalOf(error));
	}
};
