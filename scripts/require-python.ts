// Finds the Python with the socket.io of Debian, for the example in that language, and installs it where it may.
import { spawnSync } from 'node:child_process';

/** Debian's packages belong to Debian's Python, whichever else stands first on the PATH. */
const pythons = ['/usr/bin/python3', 'python3'];

function findPython(): string | undefined {
	const works = (python: string) =>
		spawnSync(python, ['-c', 'import socketio, websocket'], { stdio: 'ignore' }).status === 0;
	return pythons.find(works);
}

function installWithApt(): string | undefined {
	if (process.getuid?.() !== 0) return undefined;
	spawnSync('apt-get', ['update', '--quiet'], { stdio: 'inherit' });
	const packages = ['python3', 'python3-socketio', 'python3-websocket'];
	spawnSync('apt-get', ['install', '--yes', '--quiet', ...packages], { stdio: 'inherit' });
	return findPython();
}

/** The path of a Python that has what the example needs. @throws Error that says what to install. */
export function requirePython(): string {
	const python = findPython() ?? installWithApt();
	if (python) return python;
	throw new Error(
		'The test of the Python example needs python3 with python-socketio and websocket-client, and they could not be ' +
			'installed. On Debian: apt-get install python3-socketio python3-websocket; elsewhere: pip install ' +
			'"python-socketio[client]".'
	);
}
