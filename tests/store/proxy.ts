// A wire to PostgreSQL that can fall silent: nothing comes through, nothing closes.

import { connect, createServer, type Socket } from 'node:net';
import { afterAll } from 'vitest';

const closers: (() => void)[] = [];
afterAll(() => {
	for (const close of closers) close();
});

export type Proxy = { readonly url: string; silent: boolean };

export async function proxyTo(target: string): Promise<Proxy> {
	const to = new URL(target);
	const sockets = new Set<Socket>();
	const proxy = { url: '', silent: false };
	const server = createServer((near) => {
		const far = connect(Number(to.port || 5432), to.hostname);
		for (const [from, into] of [
			[near, far],
			[far, near]
		] as const) {
			sockets.add(from);
			from.on('data', (bytes) => void (proxy.silent || into.write(bytes)));
			from.on('close', () => void (proxy.silent || into.destroy()));
			from.on('error', () => from.destroy());
		}
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	closers.push(() => {
		for (const socket of sockets) socket.destroy();
		server.close();
	});
	const address = server.address();
	if (!address || typeof address === 'string') throw new Error('no port');
	proxy.url = Object.assign(new URL(target), { hostname: '127.0.0.1', port: String(address.port) }).href;
	return proxy;
}
