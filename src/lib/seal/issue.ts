// Issues a version: an SD-JWT (RFC 9901) whose parts are all hidden, in one flat, shuffled list padded
// with decoys. Whoever gets the words of a part can check it; nobody can count the others. FORMAT.md §5.

import { utf8 } from '#lib/base/bytes.ts';
import type { Json } from '#lib/base/canonical.ts';
import { digestOfText, type Digest } from '#lib/base/digest.ts';
import { isNo } from '#lib/base/no.ts';
import {
	annexKind,
	lengths,
	payloadOf,
	readPayload,
	versionKind,
	type AnnexClaims,
	type Claims,
	type Kind
} from '#lib/seal/claims.ts';
import { copyLimits, copyOf } from '#lib/seal/copy.ts';
import { decoy, disclose, type Disclosure } from '#lib/seal/disclosure.ts';
import { thumbprint, type Random, type Signer } from '#lib/seal/key.ts';
import { drawOrder, shuffled, type Layer } from '#lib/seal/order.ts';
import type { Fields } from '#lib/seal/text.ts';
import { makeToken } from '#lib/seal/token.ts';

/** One part of a reading, and who reads it: see `Layer`. */
export type Leaf = { readonly part: Json; readonly layer: Layer };

export type Issued = {
	readonly token: string;
	/** SHA-256 of the token's ASCII letters. What statements name, and the next version's `prev`. */
	readonly digest: Digest;
	/** One for each part, in the order given. These stay with the house; a copy holds some of them. */
	readonly disclosures: readonly Disclosure[];
};

/**
 * The version of these parts. Parts keep their order on any copy. Random bytes are used in this order:
 * the order numbers (layer 0, 1, 2), a salt for each part, the decoys, the shuffle.
 * Throws on claims of another shape, a part that is not canonical JSON, more than 4096 parts, a whole
 * copy over 2,000,000 letters, or a signer that is not who it says: each is a fault of the program.
 */
export function issue(
	claims: Claims,
	parts: readonly Leaf[],
	random: Random,
	signer: Signer
): Promise<Issued> {
	return issueAs(versionKind, claims, parts, random, signer);
}

/** The annex of these parts, in the same way: whoever reads all of it has them as layer 0. */
export function issueAnnex(
	claims: AnnexClaims,
	parts: readonly Leaf[],
	random: Random,
	signer: Signer
): Promise<Issued> {
	return issueAs(annexKind, claims, parts, random, signer);
}

async function issueAs<Its extends Fields>(
	kind: Kind<Its>,
	claims: Its,
	parts: readonly Leaf[],
	random: Random,
	signer: Signer
): Promise<Issued> {
	const length = lengths.find((most) => parts.length <= most);
	if (length === undefined) throw new RangeError(`more than ${copyLimits.parts} parts`);
	const order = drawOrder(
		parts.map(({ layer }) => layer),
		random
	);
	const disclosures = parts.map(({ part }, at) => disclose([{ o: order[at] ?? 0, part }], random));
	const decoys = Array.from({ length: length - parts.length }, () => decoy(random));
	const listed = shuffled([...disclosures.map(({ digest }) => digest), ...decoys], random);

	const payload = payloadOf(kind, claims, listed);
	const read = readPayload(kind, payload);
	if (isNo(read)) throw new TypeError(`claims no checker would read: ${read.no}`);
	const header = { alg: 'ES256', kid: thumbprint(signer.key), typ: kind.typ };
	const token = await makeToken(header, payload, signer);
	const whole = copyOf(
		token,
		disclosures.map(({ words }) => words)
	);
	if (utf8(whole).length > copyLimits.letters) throw new RangeError('a copy larger than a checker reads');
	return { token, digest: digestOfText(token), disclosures };
}
