// Every address the built program answers, read from the program itself: its manifest for pages, actions,
// endpoints and files, and server/attach.ts for what stands before them. Nobody keeps this list by hand.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = join(import.meta.dirname, '../..');

export type Route = {
	/** "GET /traject/[traject]", "POST /traject/[traject]?/person": what a row is named by. */
	readonly key: string;
	readonly method: string;
	/** With its parameters as `[name]`, and the action's name behind `?/`. */
	readonly path: string;
	readonly action: boolean;
	/** A page that loads something, and so also answers `__data.json`. */
	readonly loads: boolean;
};

type Node = { readonly server?: { readonly load?: unknown; readonly actions?: Record<string, unknown> } };
type Manifest = {
	readonly app_dir: string;
	readonly assets: ReadonlySet<string>;
	readonly client: { readonly start: string };
	readonly remotes: Readonly<Record<string, unknown>>;
	readonly nodes: readonly (() => Promise<Node>)[];
	readonly routes: readonly {
		readonly id: string;
		readonly page: { readonly layouts: readonly (number | undefined)[]; readonly leaf: number } | null;
		readonly endpoint: (() => Promise<Record<string, unknown>>) | null;
	}[];
};

const manifestOf = async (): Promise<Manifest> =>
	(await import(/* @vite-ignore */ pathToFileURL(join(root, 'build/server/manifest.js')).href)).manifest;

export async function everyRoute(): Promise<Route[]> {
	const manifest = await manifestOf();
	const found = await Promise.all(manifest.routes.map((route) => routesOf(manifest, route)));
	const files = [...manifest.assets].map((file) => plain('GET', `/${file}`));
	const parts = plain('GET', `/${manifest.app_dir}/[file]`);
	const remotes = Object.keys(manifest.remotes).map((hash) =>
		plain('POST', `/${manifest.app_dir}/remote/${hash}`)
	);
	return [...found.flat(), ...files, parts, ...remotes, ...attached()];
}

/** One of the program's own files: what `[file]` may be. */
export async function aFile(): Promise<string> {
	const { client, app_dir } = await manifestOf();
	return client.start.replace(`${app_dir}/`, '');
}

async function routesOf(
	manifest: Manifest,
	{ id, page, endpoint }: Manifest['routes'][number]
): Promise<Route[]> {
	const path = id.replace(/\/\([^)]+\)/g, '') || '/';
	const of = { action: false, loads: false };
	if (endpoint)
		return Object.keys(await endpoint())
			.filter((name) => /^[A-Z]+$/.test(name))
			.map((method) => ({ ...of, key: `${method} ${path}`, method, path }));
	if (!page) return [];
	const nodes = await Promise.all(
		[...page.layouts, page.leaf].flatMap((at) => (at === undefined ? [] : (manifest.nodes[at]?.() ?? [])))
	);
	const loads = nodes.some((node) => node.server?.load !== undefined);
	const actions = Object.keys(nodes.at(-1)?.server?.actions ?? {}).map((name): Route => {
		const to = name === 'default' ? path : `${path}?/${name}`;
		return { action: true, loads: false, key: `POST ${to}`, method: 'POST', path: to };
	});
	return [{ ...of, loads, key: `GET ${path}`, method: 'GET', path }, ...actions];
}

function plain(method: string, path: string): Route {
	return { key: `${method} ${path}`, method, path, action: false, loads: false };
}

/** Whatever address server/attach.ts names. */
function attached(): Route[] {
	const source = readFileSync(join(root, 'server/attach.ts'), 'utf8');
	const paths = [...source.matchAll(/'(\/[\w.-]+(?:\/[\w.-]+)*)\/?'/g)].flatMap((found) => found[1] ?? []);
	return [...new Set(paths)].map((path) => plain('GET', path));
}
