// The one origin (design decision 17). Another Host gets 421; an unsafe request or a socket from
// elsewhere gets no. SvelteKit looks only at form posts; this looks at everything.

import type { IncomingHttpHeaders } from 'node:http';

/** A same-origin polling GET carries no Origin; ours carries this header, which a foreign page cannot set. */
const ownHeader = 'x-rondetafel';

const safe = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whether the Host is ours. On loopback, `localhost` and the loopback addresses are one place, and a
 * port another than ours is a tunnel of this machine.
 */
export function hostIsOurs(host: string | undefined, publicUrl: URL, open: boolean): boolean {
	if (!host) return false;
	if (host.toLowerCase() === publicUrl.host) return true;
	if (open) return false;
	const url = URL.canParse(`http://${host}`) ? new URL(`http://${host}`) : null;
	return url !== null && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
}

/** How other devices reach the house: not at all, in the clear, or protected (design decisions 16, 17). */
export type Reach = 'loopback' | 'plain' | 'secure';

export function reachOf(publicUrl: URL): Reach {
	const { hostname, protocol } = publicUrl;
	if (hostname === 'localhost' || hostname === '[::1]' || /^127\./.test(hostname)) return 'loopback';
	return protocol === 'https:' ? 'secure' : 'plain';
}

/** Whether an Origin header names the place this request came to. */
function originIsOurs(origin: string, host: string | undefined, publicUrl: URL, open: boolean): boolean {
	if (origin === publicUrl.origin) return true;
	return !open && host !== undefined && origin === `http://${host}` && hostIsOurs(host, publicUrl, open);
}

/** Whether a request may change something: its Origin, or else Sec-Fetch-Site, says it is from our pages. */
export function mayChange(
	method: string,
	headers: IncomingHttpHeaders,
	publicUrl: URL,
	open: boolean
): boolean {
	if (safe.has(method)) return true;
	const { origin, host } = headers;
	if (origin !== undefined) return originIsOurs(origin, host, publicUrl, open);
	return headers['sec-fetch-site'] === 'same-origin';
}

/** Whether a socket handshake is from our pages. Without an Origin only with our own header. */
export function mayConnect(headers: IncomingHttpHeaders, publicUrl: URL, open: boolean): boolean {
	if (!hostIsOurs(headers.host, publicUrl, open)) return false;
	const { origin, host } = headers;
	if (origin !== undefined) return originIsOurs(origin, host, publicUrl, open);
	return headers[ownHeader] !== undefined;
}
