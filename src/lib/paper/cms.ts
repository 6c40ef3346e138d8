// The seal itself: CMS SignedData (RFC 5652) as PAdES has it (ETSI EN 319 142-1), with one certificate and one signer.
// It is read, and written again from what was read: any byte more or other than that is none of ours.

import { sha256 } from '@noble/hashes/sha2.js';
import { base64url } from '#lib/base/bytes.ts';
import { der, inside, oid, readAll, readOne, same, tags, unsigned, type Der } from '#lib/paper/der.ts';
import { hasHighS, parsePublicJwk, verifyEs256, type PublicJwk } from '#lib/seal/key.ts';

const sequence = (...parts: Uint8Array[]) => der(tags.sequence, ...parts);
const sha256Id = sequence(oid('2.16.840.1.101.3.4.2.1'));
const ecdsaWithSha256 = sequence(oid('1.2.840.10045.4.3.2'));
const data = oid('1.2.840.113549.1.7.1');
const signedData = oid('1.2.840.113549.1.7.2');
const contentType = oid('1.2.840.113549.1.9.3');
const messageDigest = oid('1.2.840.113549.1.9.4');
const signingCertificate = oid('1.2.840.113549.1.9.16.2.47');

/** The key that signed these bytes, by its certificate; null when it did not, or in another way than ours. */
export function sealedBy(seal: Uint8Array, signed: Uint8Array): PublicJwk | null {
	const read = readSeal(seal);
	if (!read) return null;
	const { certificate, attributes, signature } = read;
	const key = keyOf(certificate);
	if (!key || signature.length !== 64) return null;
	const says = (id: Uint8Array): Der | null => {
		const those = attributes.filter(([named]) => same(named?.whole ?? new Uint8Array(), id));
		const values = inside(those[0]?.[1], tags.set);
		return those.length === 1 && values?.length === 1 ? (values[0] ?? null) : null;
	};
	const type = says(contentType);
	const digest = says(messageDigest);
	if (!type || !same(type.whole, data)) return null;
	if (digest?.tag !== tags.octets || !same(digest.body, sha256(signed))) return null;
	// The certificate itself is signed too (RFC 5035), or another could be put in its place.
	const [list] = inside(says(signingCertificate), tags.sequence) ?? [];
	const [first] = inside(list, tags.sequence) ?? [];
	const [named] = inside(first, tags.sequence) ?? [];
	if (named?.tag !== tags.octets || !same(named.body, sha256(certificate))) return null;
	const asSet = der(tags.set, ...attributes.map((parts) => sequence(...parts.map(({ whole }) => whole))));
	return !highS(signature) && verifyEs256(key, asSet, signature) ? key : null;
}

type Seal = {
	readonly certificate: Uint8Array;
	readonly attributes: readonly (readonly Der[])[];
	/** r then s. */
	readonly signature: Uint8Array;
};

function readSeal(bytes: Uint8Array): Seal | null {
	const [, wrapped] = inside(readOne(bytes), tags.sequence) ?? [];
	const body = inside(inside(wrapped, 0xa0)?.[0], tags.sequence);
	const certificate = body?.[3]?.tag === 0xa0 ? body[3].body : null;
	const signer = inside(inside(body?.[4], tags.set)?.[0], tags.sequence);
	const attributes = inside(signer?.[3], 0xa0)?.map((one) => inside(one, tags.sequence) ?? []);
	const signature = signer?.[5]?.tag === tags.octets ? rawSignature(signer[5].body) : null;
	const names = certificate && namesOf(certificate);
	if (!certificate || !names || !attributes || !signature) return null;
	const again = sequence(
		signedData,
		der(
			0xa0,
			sequence(
				der(tags.integer, Uint8Array.of(1)),
				der(tags.set, sha256Id),
				sequence(data),
				der(0xa0, certificate),
				der(
					tags.set,
					sequence(
						der(tags.integer, Uint8Array.of(1)),
						sequence(names.issuer, names.serial),
						sha256Id,
						der(0xa0, ...attributes.map((parts) => sequence(...parts.map(({ whole }) => whole)))),
						ecdsaWithSha256,
						der(tags.octets, sequence(unsigned(signature.subarray(0, 32)), unsigned(signature.subarray(32))))
					)
				)
			)
		)
	);
	// What is kept free after the seal is zeros.
	const rest = bytes.subarray(again.length);
	if (!same(bytes.subarray(0, again.length), again) || rest.some((byte) => byte !== 0)) return null;
	return { certificate, attributes, signature };
}

function bodyOf(certificate: Uint8Array): Der[] | null {
	const all = readAll(certificate);
	return all?.length === 1 ? inside(inside(all[0], tags.sequence)?.[0], tags.sequence) : null;
}

function namesOf(certificate: Uint8Array): { issuer: Uint8Array; serial: Uint8Array } | null {
	const [, serial, , issuer] = bodyOf(certificate) ?? [];
	return serial && issuer ? { issuer: issuer.whole, serial: serial.whole } : null;
}

/** The key a certificate is of: P-256, not packed. */
function keyOf(certificate: Uint8Array): PublicJwk | null {
	const info = inside(bodyOf(certificate)?.[6], tags.sequence);
	const point = info?.[1];
	if (point?.tag !== tags.bits || point.body.length !== 66 || point.body[0] !== 0 || point.body[1] !== 4)
		return null;
	return parsePublicJwk({
		kty: 'EC',
		crv: 'P-256',
		x: base64url(point.body.subarray(2, 34)),
		y: base64url(point.body.subarray(34))
	});
}

/** r and s, of 32 bytes each. */
function rawSignature(bytes: Uint8Array): Uint8Array | null {
	const numbers = inside(readOne(bytes), tags.sequence);
	if (numbers?.length !== 2) return null;
	const raw = new Uint8Array(64);
	for (const [at, number] of numbers.entries()) {
		const digits = number.body[0] === 0 ? number.body.subarray(1) : number.body;
		if (number.tag !== tags.integer || digits.length > 32) return null;
		raw.set(digits, at * 32 + 32 - digits.length);
	}
	return raw;
}

function highS(signature: Uint8Array): boolean {
	try {
		return hasHighS(signature);
	} catch {
		return true;
	}
}
