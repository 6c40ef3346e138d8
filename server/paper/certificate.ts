// The certificate of the seal on paper: X.509 v3, made of the house's own signing key and signed by it. No office
// vouches for it, so a PDF reader says "unknown signer" beside "not changed since"; the page of the paper explains it.

import { utf8 } from '#lib/base/bytes.ts';
import { der, oid, tags, unsigned } from '#lib/paper/der.ts';
import { fromBase64url } from '#lib/base/bytes.ts';
import { thumbprint, type PublicJwk, type Signer } from '#lib/seal/key.ts';

const sequence = (...parts: Uint8Array[]) => der(tags.sequence, ...parts);
const ecdsaWithSha256 = sequence(oid('1.2.840.10045.4.3.2'));

/**
 * The same key and host give the same words in it. It begins on the first day of 2026 and has no well-defined end
 * (RFC 5280 §4.1.2.5): a house's key does not expire by itself, and a paper is kept for longer than anybody
 * can promise. `host`: what people see as its name.
 */
export async function certificateOf(signer: Signer, host: string): Promise<Uint8Array> {
	const name = sequence(
		der(tags.set, sequence(oid('2.5.4.3'), der(tags.utf8, utf8(`Rondetafel ${host}`.slice(0, 64)))))
	);
	const serial = (fromBase64url(thumbprint(signer.key)) ?? new Uint8Array()).slice(0, 16);
	const extension = (id: string, critical: boolean, value: Uint8Array) =>
		sequence(oid(id), ...(critical ? [der(tags.boolean, Uint8Array.of(255))] : []), der(tags.octets, value));
	const body = sequence(
		der(0xa0, der(tags.integer, Uint8Array.of(2))),
		unsigned(serial),
		ecdsaWithSha256,
		name,
		sequence(der(tags.time, utf8('20260101000000Z')), der(tags.time, utf8('99991231235959Z'))),
		name,
		publicKeyInfo(signer.key),
		der(
			0xa3,
			sequence(
				// Not an authority; it signs, and stands for what it signed.
				extension('2.5.29.19', true, sequence()),
				extension('2.5.29.15', true, der(tags.bits, Uint8Array.of(6, 0xc0)))
			)
		)
	);
	return sequence(body, ecdsaWithSha256, der(tags.bits, Uint8Array.of(0), ecdsaDer(await signer.sign(body))));
}

/** RFC 5480 §2: an EC key on P-256. */
function publicKeyInfo({ x, y }: PublicJwk): Uint8Array {
	const point = Uint8Array.of(
		0,
		4,
		...(fromBase64url(x) ?? new Uint8Array()),
		...(fromBase64url(y) ?? new Uint8Array())
	);
	return sequence(sequence(oid('1.2.840.10045.2.1'), oid('1.2.840.10045.3.1.7')), der(tags.bits, point));
}

/** RFC 3279 §2.2.3, from r and s of 32 bytes each. */
export const ecdsaDer = (signature: Uint8Array): Uint8Array =>
	sequence(unsigned(signature.subarray(0, 32)), unsigned(signature.subarray(32)));
