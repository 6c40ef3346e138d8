// `npm run dev`: Vite serves the pages, and the house opens beside it on the same port, with the same sockets
// as the built program. A change the house leans on closes it and opens it anew; there are never two.

import type { IncomingMessage, Server } from 'node:http';
import { join } from 'node:path';
import { isRunnableDevEnvironment, type EnvironmentModuleNode, type Plugin, type ViteDevServer } from 'vite';
import type { Beside } from '#server/dev.ts';

const roof = '/server/dev.ts';

export function besideVite(): Plugin {
	let open: Promise<Beside> | null = null;
	/** Until then no socket is heard: a page comes back for it. */
	let isOpen = false;

	return {
		name: 'rondetafel-dev',
		apply: (_config, { command, mode, isPreview }) =>
			command === 'serve' && mode !== 'test' && isPreview !== true,
		config: () => ({ server: { port: Number(process.env['PORT'] ?? 3000), strictPort: true } }),
		configureServer(server) {
			const { httpServer, config } = server;
			if (!httpServer) return;
			const listening = new Promise<void>((resolve) => httpServer.once('listening', resolve));
			open = listening.then(() => openHere(server, httpServer as Server));
			open.then(
				() => void (isOpen = true),
				(error: Error) => config.logger.error(error.message)
			);
			httpServer.on('upgrade', (request, socket) => {
				if (!isOpen && !isVites(request)) socket.destroy();
			});
			server.middlewares.use((request, response, next) => {
				if (!isOpen && request.url?.startsWith('/socket.io/')) return void response.writeHead(503).end();
				open?.then(({ handle }) => handle(request, response, () => next()), next);
			});
		},
		/** Vite's own answer would load every module anew, and forget the house that is open. */
		hotUpdate({ modules, server }) {
			if (this.environment.name !== 'ssr') return;
			if (modules.some((one) => holdsUp(one, join(server.config.root, roof)))) void server.restart();
			return [];
		},
		async closeServer() {
			const house = await open?.catch(() => null);
			await house?.close();
		}
	};
}

/** Once Vite listens, and not before, its module graph can run. */
async function openHere({ environments }: ViteDevServer, http: Server): Promise<Beside> {
	const { ssr } = environments;
	if (!isRunnableDevEnvironment(ssr)) throw new Error('Vite runs no modules here');
	const { openBeside } = await ssr.runner.import<typeof import('#server/dev.ts')>(roof);
	const address = http.address();
	const port = typeof address === 'object' && address ? String(address.port) : undefined;
	return openBeside(http, { ...process.env, PORT: port }, isVites);
}

/** The page that is told of changes, and its question whether the server is back. */
const isVites = ({ headers }: IncomingMessage): boolean =>
	/^vite-(hmr|ping)$/.test(headers['sec-websocket-protocol'] ?? '');

/** Whether the roof leans on this module, however far below it is. */
function holdsUp(one: EnvironmentModuleNode, file: string, seen = new Set<EnvironmentModuleNode>()): boolean {
	if (one.file === file) return true;
	if (seen.has(one)) return false;
	seen.add(one);
	return [...one.importers].some((above) => holdsUp(above, file, seen));
}
