// The program: reads the configuration, opens the house, listens, and closes in order. Everything it says
// to the person who started it stands here.

import http from 'node:http';
import { networkInterfaces } from 'node:os';
import { attach } from '#server/attach.ts';
import { ConfigError, parseConfig, type Config } from '#server/config.ts';
import { isSetUp } from '#server/door/staff.ts';
import { openHouse } from '#server/house.ts';
import { errorFields, logTo } from '#server/log.ts';
import { setMeeting } from '#server/meeting/current.ts';
import { CannotOpen } from '#server/store/trouble.ts';

const log = logTo((line) => process.stdout.write(line));

/** Headers of our own that tell SvelteKit the one origin; a client's are overwritten (design decision 3). */
const protocolHeader = 'x-rondetafel-protocol';
const hostHeader = 'x-rondetafel-host';

async function main(): Promise<void> {
	const config = parseConfig(process.env);
	process.env['PROTOCOL_HEADER'] = protocolHeader;
	process.env['HOST_HEADER'] = hostHeader;
	process.env['BODY_SIZE_LIMIT'] = '256K';
	const house = await openHouse(config, log);
	const { handler } = await import(/* @vite-ignore */ new URL('./handler.js', import.meta.url).href);
	const server = http.createServer({ requestTimeout: 30_000, headersTimeout: 15_000 });
	const attached = attach(house, server);
	setMeeting(attached.meeting);
	server.on('request', (request, response) => {
		attached.handle(request, response, () => {
			request.headers[protocolHeader] = config.publicUrl.protocol.slice(0, -1);
			request.headers[hostHeader] = config.open ? config.publicUrl.host : (request.headers.host ?? '');
			Promise.resolve(handler(request, response, () => response.writeHead(404).end())).catch(
				(error: unknown) => {
					log.error('request', errorFields(error));
					response.destroy();
				}
			);
		});
	});
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(config.port, config.host, resolve);
	});
	greet(config, (await isSetUp(house.store)) ? null : house.setupCode);
	let closing = false;
	const close = async () => {
		if (closing) return;
		closing = true;
		server.close();
		attached.meeting.close();
		await house.close();
		server.closeAllConnections();
		process.exit(0);
	};
	for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void close());
}

function greet(config: Config, setupCode: string | null): void {
	const say = (line: string) => process.stdout.write(`${line}\n`);
	say(`Rondetafel: ${config.publicUrl.origin}`);
	if (setupCode) say(`Inrichten / set up from another machine with this code: ${setupCode}`);
	if (!config.open) {
		const here = Object.values(networkInterfaces())
			.flat()
			.find((one) => one && one.family === 'IPv4' && !one.internal)?.address;
		say(`Open to this network: PUBLIC_URL=http://${here ?? '<this-machine>'}:${config.port} npm start`);
	}
}

main().catch((error: unknown) => {
	if (error instanceof ConfigError || error instanceof CannotOpen) process.stderr.write(`${error.message}\n`);
	else if ((error as { code?: unknown })?.code === 'EADDRINUSE')
		process.stderr.write('This port is taken: choose another with PORT=… npm start\n');
	else {
		log.error('start', errorFields(error));
		if (error instanceof Error) process.stderr.write(`${error.stack ?? error.message}\n`);
	}
	process.exit(1);
});
