// An answer with a passkey: the authenticator answers the digest of what is said, the house checks each step and signs around
// it (seal/FORMAT.md §8; safety.md §3, rule 5). A passkey that joined at an earlier circle joins here with its answer.

import { eq } from 'drizzle-orm';
import { base64url, fromBase64url } from '#lib/base/bytes.ts';
import type { PersonId, VersionId } from '#lib/base/id.ts';
import { isNo, no, type No } from '#lib/base/no.ts';
import { readAnyAnswer } from '#lib/seal/any-answer.ts';
import { readPayload, versionKind } from '#lib/seal/claims.ts';
import { inWhoseHand } from '#lib/seal/hand.ts';
import { parsePublicJwk, thumbprint } from '#lib/seal/key.ts';
import { fromDer, type CarriedAssertion } from '#lib/seal/passkey.ts';
import { readContent, signUnsigned, toSign, type Content } from '#lib/seal/statement.ts';
import { unpack } from '#lib/seal/text.ts';
import { isReadTo } from '#lib/table/read-to.ts';
import type { HouseMove } from '#lib/wire/move.ts';
import { passkey } from '#server/store/agreed.ts';
import { version } from '#server/store/schema.ts';
import type { Reader, Writer } from '#server/store/store.ts';
import {
	mostOfMark,
	record,
	rowsOf,
	saidSince,
	type AnswerRefusal,
	type Tools
} from '#server/table/answers.ts';
import type { Decided } from '#server/table/hall.ts';
import { joinKey } from '#server/table/join-key.ts';
import type { Live } from '#server/table/live.ts';
import { holdPasskey, type PasskeyRow } from '#server/table/passkeys.ts';
import { readJoined } from '#server/table/statements.ts';

/** Every polite no about an answer with a passkey. Each has a sentence in words/. */
export type PasskeyAnswerRefusal =
	| AnswerRefusal
	/** It is another's, or none this house knows: both sound the same. */
	| 'passkey-unknown'
	/** Its person took it back. */
	| 'passkey-ended'
	/** Nobody who sat beside said yet whose it is. */
	| 'passkey-waits'
	/** Its authenticator counts fewer times than before: there may be a copy of it. */
	| 'passkey-behind';

type Move = HouseMove & { readonly do: 'answer-passkey' };

/** `by` is who sent it, and whose passkey it must be. */
export async function decidePasskey(
	tx: Writer,
	live: Live,
	move: Move,
	by: PersonId,
	tools: Tools
): Promise<Decided | No> {
	const target = live.table.versions.get(move.version);
	if (!target) return no('no-such-version');
	const row = await holdPasskey(tx, by, move.credential);
	const key = row && row.traject === live.row.traject ? parsePublicJwk(row.key) : null;
	if (!row || !key) return no('passkey-unknown');
	if (row.endedAt) return no('passkey-ended');
	const witness = row.witness as PersonId | null;
	if (witness === null) return no('passkey-waits');
	const content: Content = { content: move.content, disclosures: move.disclosures };
	const der = fromBase64url(move.signature);
	const signature = der ? fromDer(der) : null;
	if (!signature) return no('not-signed-well');
	const { authenticatorData, clientDataJSON } = move;
	const assertion = { key, authenticatorData, clientDataJSON, signature: base64url(signature) };
	const said = readContent(content, assertion);
	if (isNo(said) || said.act !== 'answer' || !said.assertion) return no('not-signed-well');
	const { words, target: about, mark } = said.hidden;
	const rightPlace = said.version === target.digest && said.traject === live.row.traject;
	if (!rightPlace || said.person !== by || !words || !about || !mark) return no('not-signed-well');
	if ((mark.is?.length ?? 0) > mostOfMark) return no('not-signed-well');
	// What is here is here: what was answered once is no answer a second time, and turns nothing back.
	if ((await rowsOf(tx, move.version, by)).some(({ nonce }) => nonce === said.nonce)) return { facts: [] };
	if (isBehind(row, said.assertion.counter)) return no('passkey-behind');
	if (await saidSince(tx, move.version, said, move.after)) return no('answered-since');
	if (!isReadTo(live.table, said.aloud, by)) return no('may-not-interpret');
	const joins = { person: by, of: 'passkey', thumbprint: thumbprint(key) } as const;
	const joined = await readJoined(tx, move.version, target.digest, by);
	const origin = (await issuerOf(tx, move.version)) ?? '';
	const hands = { named: null, joined: [...joined, joins], house: [tools.signer.key], origin };
	if (inWhoseHand({ ...said, key: tools.signer.key }, hands) !== 'passkey') return no('not-signed-well');
	const kept = await keep(tx, live, move.version, content, assertion, tools);
	if (isNo(kept)) return kept;
	const known = joined.some((one) => one.of === 'passkey' && one.thumbprint === joins.thumbprint);
	const also = known ? null : await joinKey(live, target, joins, witness, tools);
	const counter = said.assertion.counter;
	return {
		...kept,
		facts: [...(also?.facts ?? []), ...kept.facts],
		write: async (tx) => {
			await also?.write(tx);
			await kept.write?.(tx);
			await tx.update(passkey).set({ counter }).where(eq(passkey.id, row.id));
		}
	};
}

/** WebAuthn §7.2 step 22: it counts, and not further than before. Many passkeys never count. */
const isBehind = ({ counter: before }: PasskeyRow, now: number): boolean =>
	(now !== 0 || before !== 0) && now <= before;

async function keep(
	tx: Writer,
	live: Live,
	id: VersionId,
	content: Content,
	assertion: CarriedAssertion,
	{ signer }: Tools
): Promise<Decided | No> {
	const { token, disclosures } = await signUnsigned(toSign(content, assertion, signer.key), signer);
	const read = readAnyAnswer(token, disclosures);
	if (isNo(read)) throw new Error(`the house cannot read an answer it signed around: ${read.no}`);
	return record(tx, live, id, read, token, disclosures);
}

/** The address this house had when it issued a version: where a passkey's answer to it must be given. */
async function issuerOf(db: Reader, id: VersionId): Promise<string | null> {
	const [row] = await db.select({ token: version.token }).from(version).where(eq(version.id, id));
	const payload = unpack(row?.token.split('.')[1] ?? '');
	const read = payload === null ? null : readPayload(versionKind, payload);
	return read && !isNo(read) ? read.claims.iss : null;
}
