import { besides } from './besides.ts';
import { ofContent } from './content.ts';
import { ofEffects } from './effects.ts';
import { ofEndings } from './endings.ts';
import { ofFactors } from './factors.ts';
import { ofFrames } from './frames.ts';
import { ofInput } from './input.ts';
import { ofInvites } from './invites.ts';
import { ofKeys } from './keys.ts';
import { ofLeaving } from './leaving.ts';
import { ofLimits } from './limits.ts';
import { ofPasswords } from './passwords.ts';
import type { Protection } from './protection.ts';
import { ofRecord } from './record.ts';
import { ofRights } from './rights.ts';
import { ofSecrets } from './secrets.ts';
import { ofSessions } from './sessions.ts';
import { ofTokens } from './tokens.ts';

const listed = [
	ofSessions,
	ofEndings,
	ofSecrets,
	ofRights,
	ofEffects,
	ofInvites,
	ofInput,
	ofFrames,
	ofLimits,
	ofContent,
	ofLeaving,
	ofPasswords,
	ofFactors,
	ofKeys,
	ofRecord,
	besides,
	ofTokens
];

/** Every protection that `npm run test:protections` takes out, in the order of the project's list. */
export const protections: Protection[] = listed
	.flat()
	.sort((one, other) => (one.line ?? Infinity) - (other.line ?? Infinity));
