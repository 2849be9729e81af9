import { join } from 'node:path';

type Ports = { client: number; web: number; node: number };

/** The files that ejabberd starts with, by name. */
export function ejabberdSettings(folder: string, ports: Ports): Record<string, string> {
	const node = [
		'INET_DIST_INTERFACE=127.0.0.1',
		// With a port of its own it needs no epmd, which would outlive it.
		`ERL_DIST_PORT=${ports.node}`,
		'ERLANG_NODE=inkling-bench@localhost',
		`EJABBERD_PID_PATH=${join(folder, 'ejabberd.pid')}`
	];
	const settings = {
		hosts: ['localhost'],
		loglevel: 'warning',
		listen: doors(ports),
		auth_method: 'sql',
		auth_password_format: 'plain',
		default_db: 'sql',
		sql_type: 'sqlite',
		sql_database: join(folder, 'db', 'ejabberd.sqlite'),
		new_sql_schema: false,
		...rights,
		modules
	};
	// JSON is YAML.
	return {
		'ejabberd.yml': JSON.stringify(settings, null, 1),
		'ejabberdctl.cfg': node.join('\n'),
		inetrc: ''
	};
}

/** No rates and no TLS. */
function doors({ client, web }: Ports): object[] {
	const here = { ip: '127.0.0.1' };
	return [
		{ ...here, port: client, module: 'ejabberd_c2s', starttls: false, shaper: 'none', access: 'c2s' },
		{ ...here, port: web, module: 'ejabberd_http', request_handlers: { '/api': 'mod_http_api' } }
	];
}

const loopback = { access: { allow: { acl: 'loopback' } } };

const rights = {
	acl: { local: { user_regexp: '' }, loopback: { ip: ['127.0.0.0/8'] } },
	access_rules: { c2s: { allow: 'all' }, local: { allow: 'local' }, register: { allow: 'all' } },
	api_permissions: { 'all on loopback': { from: ['mod_http_api'], who: loopback, what: ['*'] } }
};

const modules = {
	mod_disco: {},
	mod_mam: { default: 'always', assume_mam_usage: true },
	mod_muc: {
		host: 'conference.localhost',
		max_users: 5000,
		min_message_interval: 0,
		min_presence_interval: 0,
		history_size: 0,
		// Of a thousand who join, half a million stanzas would tell before anything counts.
		default_room_options: { max_users: 5000, mam: true, persistent: true, presence_broadcast: [] }
	},
	mod_muc_admin: {},
	mod_ping: {},
	mod_stream_mgmt: {},
	mod_roster: {},
	mod_offline: {}
};
