// One link of a traject's chain: which rows were added, what stood before, and the house's signature. CHAIN.md.

import { base64url, fromBase64url, utf8 } from '#lib/base/bytes.ts';
import type { Json } from '#lib/base/canonical.ts';
import { digestOfJson, type Digest } from '#lib/base/digest.ts';
import { lowS, thumbprint, verifyEs256, type PublicJwk, type Signer } from '#lib/seal/key.ts';
import { hasExactly, isDigestText, isList } from '#lib/seal/text.ts';
import { agreedTables, type AgreedTable, type Named } from '#server/chain/rows.ts';
import type { link } from '#server/store/agreed.ts';

export type Link = typeof link.$inferSelect;

export type LinkBody = {
	/** `taken-in`: stood there before this house kept chains, and is named as it stood at that moment. */
	readonly is: 'added' | 'taken-in';
	/** RFC 7638 thumbprint of the key of the house that signed. */
	readonly key: Digest;
	readonly rows: readonly Named[];
};

/** `prev`: the digest of the link before; of the first, the traject's id. `at`: milliseconds since 1970. */
export type Place = {
	readonly traject: string;
	readonly seq: number;
	readonly prev: string;
	readonly at: number;
};

/** The row of a link, signed. */
export async function makeLink(
	place: Place,
	is: LinkBody['is'],
	rows: readonly Named[],
	signer: Signer
): Promise<Link> {
	const body: LinkBody = { is, key: thumbprint(signer.key), rows };
	const digest = linkDigest(place, body as unknown as Json);
	const signature = base64url(lowS(await signer.sign(signedBytes(digest))));
	return { ...place, at: new Date(place.at), body, digest, signature };
}

/** The digest that stands for a link, and that the next one names. */
export const linkDigest = ({ traject, seq, prev, at }: Place, body: Json): Digest =>
	digestOfJson({ format: 'rondetafel-link/1', traject, seq, prev, at, body });

/** What the key signs: no signature over a link is one over anything else. */
const signedBytes = (digest: string) => utf8(`rondetafel-link/1 ${digest}`);

/** Whether one of these keys, the one the link names, signed it. */
export function isSigned(
	{ digest, signature }: Link,
	{ key }: LinkBody,
	keys: readonly PublicJwk[]
): boolean {
	const named = keys.find((one) => thumbprint(one) === key);
	const bytes = fromBase64url(signature);
	return named !== undefined && bytes?.length === 64 && verifyEs256(named, signedBytes(digest), bytes);
}

/** What a link says, or null when it is none of ours. */
export function readBody(value: unknown): LinkBody | null {
	const body = value as Json;
	if (!hasExactly(body, ['is', 'key', 'rows'])) return null;
	const { is, key, rows: list } = body;
	if ((is !== 'added' && is !== 'taken-in') || !isDigestText(key) || !isList(list)) return null;
	const rows = list.flatMap((one) => readNamed(one) ?? []);
	return rows.length === list.length ? { is, key, rows } : null;
}

function readNamed(value: Json): Named | null {
	if (!hasExactly(value, ['table', 'row', 'digest'])) return null;
	const { table, row, digest } = value;
	return isAgreedTable(table) && typeof row === 'string' && isDigestText(digest)
		? { table, row, digest }
		: null;
}

const isAgreedTable = (name: Json | undefined): name is AgreedTable =>
	agreedTables.some((table) => table === name);
