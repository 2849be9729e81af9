// Makes sure that the browser tests have a Chromium, before they start.
import { spawnSync } from 'node:child_process';
import { findChromium } from './find-chromium.ts';

function run(command: string, args: string[]) {
	console.log(`No Chromium here yet, trying: ${command} ${args.join(' ')}`);
	spawnSync(command, args, { stdio: 'inherit' });
	return findChromium();
}

function installWithApt() {
	if (process.getuid?.() !== 0) return undefined;
	spawnSync('apt-get', ['update', '--quiet'], { stdio: 'inherit' });
	return run('apt-get', ['install', '--yes', '--quiet', 'chromium', 'chromium-headless-shell']);
}

const named = process.env['CHROMIUM_PATH'];
const path =
	findChromium() ?? (named ? undefined : (run('playwright', ['install', 'chromium']) ?? installWithApt()));
if (!path) {
	console.error(
		named
			? `CHROMIUM_PATH names ${named}, and there is no such file.`
			: 'The browser tests need a Chromium, and none could be installed. Install one (on Debian: apt-get install ' +
					'chromium), or name it: CHROMIUM_PATH=/path/to/chromium npm test'
	);
	process.exit(1);
}
