// Puts the house on an http server: headers on every answer, health, sockets. The same in the built program
// and beside Vite while developing.

import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { setHeaders } from '#server/headers.ts';
import type { House } from '#server/house.ts';
import { jwksOf } from '#server/jwks.ts';
import { openMeeting, type Meeting } from '#server/meeting/meeting.ts';

type Next = (request: IncomingMessage, response: ServerResponse) => void;

export type Attached = {
	readonly meeting: Meeting;
	/** What to do with every request before anything else does. */
	handle(request: IncomingMessage, response: ServerResponse, next: Next): void;
};

/** `elsewhere`: an upgrade that somebody else on this server answers. */
export function attach(
	house: House,
	server: Server,
	elsewhere: (request: IncomingMessage) => boolean = () => false
): Attached {
	const { config, hub } = house;
	const https = config.publicUrl.protocol === 'https:';
	const meeting = openMeeting(house, server);
	// Before socket.io's own listener, so that its answers carry the headers too.
	server.prependListener('request', (request: IncomingMessage, response: ServerResponse) =>
		setHeaders(response, https, request.url ?? '')
	);
	server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
		const path = request.url ?? '';
		if (path.startsWith('/sync/')) hub.upgrade(request, socket, head);
		else if (!path.startsWith('/socket.io/') && !elsewhere(request)) socket.destroy();
	});
	return {
		meeting,
		handle(request, response, next) {
			if (request.url?.startsWith('/socket.io/')) return;
			if (request.url === '/livez') return plain(response, 200, 'ok');
			if (request.url === '/readyz')
				return void house.ready().then(
					(ready) => plain(response, ready ? 200 : 503, ready ? 'ok' : 'not ready'),
					() => plain(response, 503, 'not ready')
				);
			if (request.url === '/.well-known/jwks.json') return keys(response, house);
			next(request, response);
		}
	};
}

/** Anybody may ask, from any page; an hour old is new enough. */
function keys(response: ServerResponse, house: House): void {
	const headers = {
		'content-type': 'application/jwk-set+json',
		'cache-control': 'public, max-age=3600',
		'access-control-allow-origin': '*'
	};
	response.writeHead(200, headers).end(JSON.stringify(jwksOf(house.history())));
}

function plain(response: ServerResponse, status: number, text: string): void {
	response.writeHead(status, { 'content-type': 'text/plain', 'cache-control': 'no-store' }).end(`${text}\n`);
}
