// A signed answer or statement as its row says, asked of its own token: old answers and statements alike.

import type { Json } from '#lib/base/canonical.ts';
import { digestOfText, type Digest } from '#lib/base/digest.ts';
import { isNo } from '#lib/base/no.ts';
import { readAnswer, signedBy } from '#lib/seal/answer.ts';
import { inWhoseHand, type Hands } from '#lib/seal/hand.ts';
import { readStatement } from '#lib/seal/statement.ts';
import { isDigestText, isList, unpack, type Fields } from '#lib/seal/text.ts';

export type SaidRow = { readonly token: string; readonly disclosures: readonly string[] };

export type SaidHere = {
	readonly digest: Digest;
	readonly version: Digest;
	readonly traject: string;
	readonly person: string;
	readonly nonce: string;
	/** `answer` of an old answer too. */
	readonly act: string;
	/** Digests of its hidden members whose words are not there. */
	readonly withheld: readonly Digest[];
	/** Digests whose words were destroyed by it; none of every other act. */
	readonly erased: readonly Digest[];
	/** Whether it is in the hand of somebody who may. */
	readonly isInHand: (hands: Hands) => boolean;
};

/** Null when it is no good answer and no good statement. */
export function readSaidRow({ token, disclosures }: SaidRow): SaidHere | null {
	const withheld = withheldOf(token, disclosures);
	const old = readAnswer(token, disclosures);
	if (!isNo(old)) {
		const isInHand = ({ named, house }: Hands) => signedBy(old, named, house) !== null;
		return { ...old, act: 'answer', withheld, erased: [], isInHand };
	}
	const read = readStatement(token, disclosures);
	if (isNo(read)) return null;
	return {
		...read,
		withheld,
		erased: read.act === 'erased' ? read.digests : [],
		isInHand: (hands) => inWhoseHand(read, hands) !== null
	};
}

function withheldOf(token: string, disclosures: readonly string[]): Digest[] {
	const shown = new Set<string>(disclosures.map(digestOfText));
	return listedIn(token).filter((digest) => !shown.has(digest));
}

/** Digests of all that a signed answer or statement hides, whether it is there still or was destroyed. */
export function listedIn(token: string): Digest[] {
	const payload = unpack(token.split('.')[1] ?? '') as Fields | null;
	const listed: Json | undefined = payload?.['_sd'];
	return isList(listed) ? listed.filter(isDigestText) : [];
}
