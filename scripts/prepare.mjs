// Runs before `npm start`, `npm run dev`, `npm run build` and `npm test`, on a clone that may be a minute old:
// so it uses Node's own modules alone and must run on Node 20.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const sources = [
	'src',
	'static',
	'docs/api',
	'svelte.config.js',
	'vite.config.ts',
	'scripts/vite',
	'package-lock.json'
];

// The locked Node stands in node_modules/.bin; npm puts that first on the PATH of scripts, a bare shell does not.
const env = { ...process.env, PATH: join(root, 'node_modules/.bin') + delimiter + process.env['PATH'] };

/** @param {string} sentence @returns {never} */
function giveUp(sentence) {
	console.error(sentence);
	process.exit(1);
}

/** @param {string[]} args */
function npm(args) {
	const { status } = spawnSync('npm', args, {
		cwd: root,
		env,
		stdio: 'inherit',
		shell: process.platform === 'win32'
	});
	if (status !== 0) giveUp(`“npm ${args.join(' ')}” failed; what it says stands above. Nothing was started.`);
}

/** @param {string} path @returns {Record<string, { version?: string, optional?: boolean }>} */
const packagesOf = (path) => JSON.parse(readFileSync(join(root, path), 'utf8')).packages;

/** Why the dependencies have to be installed, or null. npm writes the inner lock file last, so it also tells of a broken-off install. */
function reasonToInstall() {
	if (!existsSync(join(root, 'node_modules/.package-lock.json'))) return 'node_modules is missing';
	const installed = packagesOf('node_modules/.package-lock.json');
	const differs = Object.entries(packagesOf('package-lock.json')).find(
		([path, wanted]) =>
			path !== '' && installed[path]?.version !== wanted.version && !(wanted.optional && !installed[path])
	);
	return differs ? `${differs[0]} differs from package-lock.json` : null;
}

/** The time of the latest change at or under a path, in milliseconds; folders count, for files that went away. @param {string} path @returns {number} */
function changedAt(path) {
	if (!existsSync(path)) return 0;
	const stat = statSync(path);
	if (!stat.isDirectory()) return path.endsWith('.test.ts') ? 0 : stat.mtimeMs;
	return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => changedAt(join(path, name))));
}

/** Why the app has to be built, or null. */
function reasonToBuild() {
	const built = changedAt(join(root, 'build/handler.js'));
	if (built === 0) return 'there is no build yet';
	const newer = sources.find((source) => changedAt(join(root, source)) > built);
	return newer ? `${newer} is newer than the build` : null;
}

function requireNode() {
	const found = spawnSync('node', ['--version'], { env, encoding: 'utf8' }).stdout?.trim() ?? '';
	const [major = 0, minor = 0] = found.replace('v', '').split('.').map(Number);
	if (major > 22 || (major === 22 && minor >= 17)) return;
	giveUp(
		`Inkling needs Node 22.17 or newer and found ${found || 'none that runs'}. On Linux x64 “npm ci” brings one along ` +
			'(unless optional dependencies are turned off); elsewhere please install Node 24 from https://nodejs.org.'
	);
}

const install = reasonToInstall();
if (install) {
	console.log(`Installing the dependencies, because ${install}.`);
	// NODE_ENV=production would leave out what the build needs.
	npm(['ci', '--include=dev']);
}
requireNode();
const build = process.argv.includes('--build') ? reasonToBuild() : null;
if (build) {
	console.log(`Building the app, because ${build}.`);
	npm(['run', 'build']);
}
