// Where a request comes from. Forwarded headers are believed only as far as there are proxies of ours:
// anybody can write one (safety.md §2.3).

/**
 * `depth`: how many proxies stand before the house. With 0 the header is not believed; but a request that
 * carries one came through somebody, so it is not taken for one of this machine or this network either.
 */
export function fromAddress(forwarded: string | undefined, direct: string, depth: number): string {
	if (!forwarded) return direct;
	if (depth === 0) return `through ${direct}`;
	const hops = forwarded.split(',').map((hop) => hop.trim());
	return hops[hops.length - depth] ?? direct;
}

const plain = (address: string): string => address.replace(/^::ffff:/, '');

export function isLoopback(address: string): boolean {
	return plain(address) === '::1' || /^127\.\d+\.\d+\.\d+$/.test(plain(address));
}

/** Loopback, link-local and private ranges (RFC 1918, RFC 4193, RFC 6598). */
export function isPrivate(address: string): boolean {
	if (isLoopback(address) || /^(fe80|f[cd][0-9a-f]{2}):/i.test(address)) return true;
	if (!/^\d+\.\d+\.\d+\.\d+$/.test(plain(address))) return false;
	const [a = NaN, b = NaN] = plain(address).split('.').map(Number);
	return (
		a === 10 ||
		(a === 172 && b >= 16 && b < 32) ||
		(a === 192 && b === 168) ||
		(a === 169 && b === 254) ||
		(a === 100 && b >= 64 && b < 128)
	);
}
