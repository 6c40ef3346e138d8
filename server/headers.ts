// Headers on every answer, files and errors too (safety.md §5 nr 42). The CSP itself comes from SvelteKit,
// with a nonce a page (vite.config.ts).

import type { ServerResponse } from 'node:http';

/** Code, style and letters of the build: no document, so what is said of documents is not said with each of them. */
const ofTheBuild = '/_app/immutable/';

export function setHeaders(response: ServerResponse, https: boolean, path: string): void {
	if (https) response.setHeader('strict-transport-security', 'max-age=31536000; includeSubDomains');
	response.setHeader('x-content-type-options', 'nosniff');
	response.setHeader('cross-origin-resource-policy', 'same-origin');
	if (path.startsWith(ofTheBuild)) return;
	// Not `no-referrer`: with it a browser sends `Origin: null` with our own forms (DECISIONS.md).
	response.setHeader('referrer-policy', 'same-origin');
	response.setHeader('cross-origin-opener-policy', 'same-origin');
	response.setHeader('x-frame-options', 'DENY');
	response.setHeader(
		'permissions-policy',
		'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=(), fullscreen=(self)'
	);
}
