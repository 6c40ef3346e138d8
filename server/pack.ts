// A page travels compressed: on a cheap phone the markup of a table is the heaviest thing in it. What one types into
// an address or a form never comes back in an answer, and a tail of random length blurs how well a page was packed, so
// that its size tells nobody what stands in it (BREACH).

import { randomBytes, randomInt } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const pack = promisify(gzip);

/** Bytes of the tail, at most. */
const tail = 160;

/**
 * The same answer, packed where it is a page and the browser takes gzip; every other answer is itself, and so is a page handed
 * out as a file: somebody compares its bytes.
 */
export async function packed(response: Response, accepts: string | undefined): Promise<Response> {
	const isHtml = response.headers.get('content-type')?.startsWith('text/html') === true;
	const isPage = isHtml && !response.headers.has('content-disposition');
	if (!isPage || !response.body || !/\bgzip\b/.test(accepts ?? '')) return response;
	const blur = randomBytes(randomInt(tail)).toString('base64url');
	const body = new Uint8Array(await pack(`${await response.text()}<!--${blur.replaceAll('-', '_')}-->`));
	const headers = new Headers(response.headers);
	headers.set('content-encoding', 'gzip');
	headers.set('content-length', String(body.byteLength));
	headers.append('vary', 'accept-encoding');
	headers.delete('etag');
	return new Response(body, { status: response.status, statusText: response.statusText, headers });
}
