import {
	createPublicKey,
	sign as signWithNode,
	verify as verifyWithNode,
	generateKeyPairSync
} from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { fromBase64url, utf8 } from '#lib/base/bytes.ts';
import { hasHighS, lowS, parsePublicJwk, thumbprint, verifyEs256, type PublicJwk } from '#lib/seal/key.ts';
import { house, samira } from '#lib/seal/vectors/cast.ts';
import { apart } from '#lib/seal/vectors/forge.ts';
import { vectors } from '#lib/seal/vectors/shape.ts';

const bytes = utf8('wat we samen afspreken');
const nodeKey = (jwk: PublicJwk) => createPublicKey({ key: { ...jwk }, format: 'jwk' });

describe('a public key', () => {
	it('is read when it is a point of P-256 and nothing more', () => {
		expect(parsePublicJwk({ ...house.key })).toEqual(house.key);
		const wrong: unknown[] = [
			null,
			'key',
			[],
			{},
			{ ...house.key, y: house.key.x },
			{ ...house.key, crv: 'P-384' },
			{ ...house.key, kty: 'OKP' },
			{ ...house.key, d: 'AAAA' },
			{ ...house.key, ext: true },
			{ ...house.key, x: `${house.key.x}=` },
			{ ...house.key, x: 7 },
			{ ...house.key, x: 'AAAA' },
			{ ...house.key, x: 'A'.repeat(43), y: 'A'.repeat(43) }
		];
		for (const each of wrong) expect(parsePublicJwk(each)).toBeNull();
	});

	it('has the thumbprint of its four members, in whatever order they come', () => {
		const { kty, crv, x, y } = house.key;
		// python3: urlsafe_b64encode(sha256(b'{"crv":"P-256","kty":"EC","x":"…","y":"…"}').digest())
		expect(thumbprint({ y, x, crv, kty })).toBe('97-CgIRjow3tX0mWVSpJN_cBkEk5XjX6M-dHdlSddkw');
	});
});

describe('a signature', () => {
	it('is read as in the example of RFC 7515 A.3, whose s is high', () => {
		const key: PublicJwk = {
			kty: 'EC',
			crv: 'P-256',
			x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',
			y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0'
		};
		const input =
			'eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ';
		const signature = fromBase64url(
			'DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q'
		) as Uint8Array;
		expect(hasHighS(signature)).toBe(true);
		expect(verifyEs256(key, utf8(input), signature)).toBe(true);
		expect(verifyEs256(key, utf8(input), lowS(signature))).toBe(true);
		// What was found good once is good again; beside it nothing else is.
		expect(verifyEs256(key, utf8(input), signature)).toBe(true);
		expect(verifyEs256(key, utf8(`${input}A`), signature)).toBe(false);
		expect(verifyEs256(house.key, utf8(input), signature)).toBe(false);
	});

	it('is none when it is short, long or nought', () => {
		for (const size of [0, 63, 65, 64])
			expect(verifyEs256(house.key, bytes, new Uint8Array(size))).toBe(false);
		expect(verifyEs256({ ...house.key, y: house.key.x }, bytes, new Uint8Array(64).fill(1))).toBe(false);
	});

	it('of ours is good to Node, and of Node to us', async () => {
		const made = await samira.sign(bytes);
		const key = { key: nodeKey(samira.key), dsaEncoding: 'ieee-p1363' as const };
		expect(verifyWithNode('sha256', bytes, key, made)).toBe(true);

		const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
		const jwk = parsePublicJwk(pair.publicKey.export({ format: 'jwk' })) as PublicJwk;
		const theirs = signWithNode('sha256', bytes, { key: pair.privateKey, dsaEncoding: 'ieee-p1363' });
		expect(verifyEs256(jwk, bytes, theirs)).toBe(true);
	});

	it('of every vector token is good to Node', () => {
		for (const { token, signer } of vectors('versions')) {
			const { head, body, tail } = apart(token);
			const jwk = vectors('keys').find(({ name }) => name === signer)?.jwk as PublicJwk;
			const key = { key: nodeKey(jwk), dsaEncoding: 'ieee-p1363' as const };
			expect(verifyWithNode('sha256', utf8(`${head}.${body}`), key, Buffer.from(tail, 'base64url'))).toBe(
				true
			);
		}
	});

	it('of WebCrypto is good to us with its s high or low', async () => {
		const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign']);
		const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', pair.publicKey);
		const jwk = parsePublicJwk({ kty, crv, x, y }) as PublicJwk;
		const seen = new Set<boolean>();
		while (seen.size < 2) {
			const made = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, pair.privateKey, bytes);
			const signature = new Uint8Array(made);
			expect(verifyEs256(jwk, bytes, signature)).toBe(true);
			expect(hasHighS(lowS(signature))).toBe(false);
			seen.add(hasHighS(signature));
		}
	});
});
