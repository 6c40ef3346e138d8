// The one origin, as a table: which Host is ours, who may change something, who is near.

import { describe, expect, it } from 'vitest';
import { cookiesOf, cookieOptions, seatCookie, staffCookie } from '#server/door/cookie.ts';
import { fromAddress, isLoopback, isPrivate } from '#server/door/from.ts';
import { hostIsOurs, mayChange, mayConnect, reachOf } from '#server/door/origin.ts';

const far = new URL('https://tafel.example.org');
const near = new URL('http://localhost:3000');

describe('a Host', () => {
	const table: [host: string | undefined, url: URL, open: boolean, ours: boolean][] = [
		['tafel.example.org', far, true, true],
		['TAFEL.example.org', far, true, true],
		['tafel.example.org:443', far, true, false],
		['tafel.example.org.evil.example', far, true, false],
		['evil.example', far, true, false],
		['localhost', far, true, false],
		['', far, true, false],
		[undefined, far, true, false],
		['localhost:3000', near, false, true],
		['127.0.0.1:3000', near, false, true],
		['[::1]:3000', near, false, true],
		['localhost:8080', near, false, true],
		['evil.example:3000', near, false, false],
		['localhost.evil.example:3000', near, false, false],
		['127.0.0.1.evil.example', near, false, false],
		['localhost:3000@evil.example', near, false, false],
		['192.168.1.7:3000', near, false, false]
	];
	it.each(table)('%s at %s, open %s: %s', (host, url, open, ours) => {
		expect(hostIsOurs(host, url, open)).toBe(ours);
	});
});

describe('a request that changes something', () => {
	const host = 'tafel.example.org';
	const table: [headers: Record<string, string>, may: boolean][] = [
		[{ host, origin: 'https://tafel.example.org' }, true],
		[{ host, origin: 'http://tafel.example.org' }, false],
		[{ host, origin: 'https://evil.example' }, false],
		[{ host, origin: 'null' }, false],
		[{ host, origin: '' }, false],
		[{ host, 'sec-fetch-site': 'same-origin' }, true],
		[{ host, 'sec-fetch-site': 'same-site' }, false],
		[{ host, 'sec-fetch-site': 'cross-site' }, false],
		[{ host, 'sec-fetch-site': 'none' }, false],
		[{ host, origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' }, false],
		[{ host }, false]
	];
	it.each(table)('with %j: %s', (headers, may) => {
		for (const method of ['POST', 'PUT', 'DELETE', 'PATCH'])
			expect(mayChange(method, headers, far, true)).toBe(may);
		for (const method of ['GET', 'HEAD', 'OPTIONS']) expect(mayChange(method, headers, far, true)).toBe(true);
	});

	it('on loopback comes from the place it goes to', () => {
		const ask = (origin: string, host: string) => mayChange('POST', { origin, host }, near, false);
		expect(ask('http://127.0.0.1:3000', '127.0.0.1:3000')).toBe(true);
		expect(ask('http://localhost:8080', 'localhost:8080')).toBe(true);
		expect(ask('http://localhost:5173', 'localhost:3000')).toBe(false);
		expect(ask('http://evil.example', 'evil.example')).toBe(false);
	});
});

describe('a socket', () => {
	it('without an Origin needs our own header, and a Host of ours', () => {
		const host = 'tafel.example.org';
		expect(mayConnect({ host, origin: far.origin }, far, true)).toBe(true);
		expect(mayConnect({ host, 'x-rondetafel': '1' }, far, true)).toBe(true);
		expect(mayConnect({ host }, far, true)).toBe(false);
		expect(mayConnect({ host, origin: 'null', 'x-rondetafel': '1' }, far, true)).toBe(false);
		expect(mayConnect({ host: 'evil.example', 'x-rondetafel': '1' }, far, true)).toBe(false);
	});
});

describe('an address', () => {
	it.each([
		['127.0.0.1', true, true],
		['127.9.9.9', true, true],
		['::1', true, true],
		['::ffff:127.0.0.1', true, true],
		['192.168.1.7', false, true],
		['::ffff:10.0.0.3', false, true],
		['172.16.0.1', false, true],
		['172.32.0.1', false, false],
		['100.64.0.1', false, true],
		['169.254.1.1', false, true],
		['fe80::1', false, true],
		['fd12:3456::1', false, true],
		['fcbank.example', false, false],
		['8.8.8.8', false, false],
		['2a02:2c40::1', false, false],
		['10.evil', false, false],
		['', false, false]
	])('%s: of this machine %s, private %s', (address, loopback, own) => {
		expect(isLoopback(address)).toBe(loopback);
		expect(isPrivate(address)).toBe(own);
	});

	it('is believed of a proxy only as far as there are proxies of ours', () => {
		expect(fromAddress(undefined, '127.0.0.1', 0)).toBe('127.0.0.1');
		expect(fromAddress('8.8.8.8', '10.0.0.1', 1)).toBe('8.8.8.8');
		expect(fromAddress('1.1.1.1, 8.8.8.8', '10.0.0.1', 1)).toBe('8.8.8.8');
		expect(fromAddress('1.1.1.1, 8.8.8.8', '10.0.0.1', 2)).toBe('1.1.1.1');
		expect(fromAddress('8.8.8.8', '10.0.0.1', 3)).toBe('10.0.0.1');
	});

	it('behind a proxy nobody told us of is not this machine', () => {
		const from = fromAddress('8.8.8.8', '127.0.0.1', 0);
		expect(isLoopback(from) || isPrivate(from)).toBe(false);
	});
});

it('other devices reach a house not at all, in the clear or protected', () => {
	const reach = (url: string) => reachOf(new URL(url));
	for (const url of ['http://localhost:3000', 'http://127.0.0.1', 'http://[::1]:3000'])
		expect(reach(url)).toBe('loopback');
	expect(reach('http://192.168.1.7:3000')).toBe('plain');
	expect(reach('https://tafel.example.org')).toBe('secure');
});

it('cookies carry the host prefix where a browser takes it, and are never for scripts', () => {
	expect(staffCookie(true)).toBe('__Host-staff');
	expect(seatCookie(false, 'x' as never)).toBe('seat-x');
	expect(cookieOptions(true, 1)).toEqual({
		path: '/',
		httpOnly: true,
		secure: true,
		sameSite: 'lax',
		maxAge: 86_400
	});
	expect(cookiesOf('a=1; b=2=3;c').get('b')).toBe('2=3');
});
