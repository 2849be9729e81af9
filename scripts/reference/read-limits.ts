import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';

/** The limits and rates by their settings, with the defaults, as .env.example lists them; a test holds that to the code. */
export function readLimits(): Record<string, string> {
	const settings = Object.entries(parseEnv(readFileSync('.env.example', 'utf8')));
	const limits = settings.filter(([name]) => /^(LIMIT|RATE|SIGN_INS|SESSION_DAYS)_/.test(name));
	return Object.fromEntries(
		limits.filter(([name]) => name !== 'RATE_LIMITS').map(([name, value]) => [name, value ?? ''])
	);
}
