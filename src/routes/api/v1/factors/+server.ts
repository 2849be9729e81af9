import { getApp } from '$lib/server/app.ts';
import { findFactors } from '$lib/server/auth/factors/find-factors.ts';
import { answer } from '$lib/server/http/answer.ts';
import { requireSession } from '$lib/server/http/require-session.ts';
import type { RequestHandler } from './$types';

/** What this person is asked for besides the password: `{ totpSince, recoveryCodes, passkeys }`. */
export const GET: RequestHandler = (event) =>
	answer(() => findFactors(getApp().store.db, requireSession(event, ['factor']).user.id));
