// Every variable the house listens to, parsed once. The table in README.md is checked against `variables`.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

export type Config = {
	readonly port: number;
	readonly host: string;
	/** The one origin: links, cookies, Host and Origin checks (design decision 17). */
	readonly publicUrl: URL;
	/** PUBLIC_URL was set: the house may be reached from other machines. */
	readonly open: boolean;
	readonly dataDir: string;
	readonly database: { readonly url: string; readonly ownerUrl: string | null } | null;
	/** PKCS #8 PEM of the house's key; null on the embedded database, where the house keeps it itself. */
	readonly signingKey: string | null;
	/** How many proxies stand before the house; 0: forwarded headers are ignored. */
	readonly trustProxy: number;
	/** auto: on for loopback and private addresses. */
	readonly practice: 'auto' | 'on' | 'off';
	/** `npm run world` may make invented trajecten here. */
	readonly world: boolean;
};

export const variables = [
	'PORT',
	'HOST',
	'PUBLIC_URL',
	'DATA_DIR',
	'DATABASE_URL',
	'DATABASE_OWNER_URL',
	'SIGNING_KEY',
	'TRUST_PROXY',
	'PRACTICE',
	'WORLD'
] as const;

type Name = (typeof variables)[number];

/** The variables that hold a secret: each may also come from a file, as NAME_FILE. */
export const secrets: readonly Name[] = ['DATABASE_URL', 'DATABASE_OWNER_URL', 'SIGNING_KEY'];

/** The house cannot start like this; `message` is one sentence that says what to change. */
export class ConfigError extends Error {}

export type Env = Readonly<Record<string, string | undefined>>;

/** Throws a ConfigError. `read` reads the file a *_FILE variable names. */
export function parseConfig(env: Env, read = (path: string) => readFileSync(path, 'utf8')): Config {
	const get = (name: Name): string | null => env[name]?.trim() || fromFile(env, name, read);
	const port = whole('PORT', get('PORT') ?? '3000', 0, 65535);
	const set = get('PUBLIC_URL');
	const publicUrl = origin(set ?? `http://localhost:${port}`);
	const databaseUrl = get('DATABASE_URL');
	const signingKey = get('SIGNING_KEY');
	if (databaseUrl && !signingKey)
		throw new ConfigError('With DATABASE_URL, set SIGNING_KEY_FILE: make a key with `npm run staff -- key`.');
	return {
		port,
		host: get('HOST') ?? (set ? '0.0.0.0' : '127.0.0.1'),
		publicUrl,
		open: set !== null,
		dataDir: resolve(get('DATA_DIR') ?? 'data'),
		database: databaseUrl ? { url: databaseUrl, ownerUrl: get('DATABASE_OWNER_URL') } : null,
		signingKey,
		trustProxy: whole('TRUST_PROXY', get('TRUST_PROXY') ?? '0', 0, 9),
		practice: choice('PRACTICE', get('PRACTICE') ?? 'auto', ['auto', 'on', 'off']),
		world: choice('WORLD', get('WORLD') ?? 'off', ['on', 'off']) === 'on'
	};
}

function fromFile(env: Env, name: Name, read: (path: string) => string): string | null {
	const path = secrets.includes(name) ? env[`${name}_FILE`]?.trim() : undefined;
	if (!path) return null;
	try {
		return read(path).trim() || null;
	} catch {
		throw new ConfigError(`${name}_FILE names ${path}, which cannot be read.`);
	}
}

function whole(name: Name, text: string, least: number, most: number): number {
	const number = Number(text);
	if (!/^\d+$/.test(text) || number < least || number > most)
		throw new ConfigError(`${name} is a whole number from ${least} to ${most}.`);
	return number;
}

function choice<T extends string>(name: Name, text: string, from: readonly T[]): T {
	const found = from.find((one) => one === text);
	if (!found) throw new ConfigError(`${name} is one of: ${from.join(', ')}.`);
	return found;
}

function origin(text: string): URL {
	const url = URL.canParse(text) ? new URL(text) : null;
	if (!url || !/^https?:$/.test(url.protocol) || text.replace(/\/$/, '') !== url.origin)
		throw new ConfigError('PUBLIC_URL is one origin, like https://tafel.example.org, without a path.');
	return url;
}
