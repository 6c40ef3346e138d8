// A key of somebody's that joins a version after it was frozen: another device, or a passkey, on the word of who sits beside
// them. version/SPEC.md.

import { and, desc, eq, isNull, isNotNull } from 'drizzle-orm';
import type { Digest } from '#lib/base/digest.ts';
import type { PersonId, VersionId } from '#lib/base/id.ts';
import { isNo, no, type No } from '#lib/base/no.ts';
import type { KeyKind } from '#lib/seal/act.ts';
import { parsePublicJwk, thumbprint } from '#lib/seal/key.ts';
import { decideVersion, type Version, type VersionFact } from '#lib/version/version.ts';
import { seat } from '#server/store/schema.ts';
import type { Writer } from '#server/store/store.ts';
import type { Tools } from '#server/table/answers.ts';
import { record, sign } from '#server/table/beside-answer.ts';
import type { Decided } from '#server/table/hall.ts';
import type { Live } from '#server/table/live.ts';
import { keyNamed } from '#server/table/own-hand.ts';
import { isTogether, newestMade, vouch } from '#server/table/passkeys.ts';
import { readJoined } from '#server/table/statements.ts';

/** Every polite no about it, beside those of an answer. Each has a sentence in words/. */
export type JoinRefusal =
	/** Whoever says that a new device is somebody's, sits at the table and is somebody else. */
	| 'key-witness'
	/** The circle is over, or broken off: nobody sits there to see whose device it is. */
	| 'key-later'
	/** No device of theirs made a key that this version does not know yet. */
	| 'no-new-key'
	/** They made no passkey at this table a moment ago of which nobody said yet whose it is. */
	| 'no-new-passkey';

/**
 * A lost key is the normal case after six weeks: somebody who sits here says whose new device this is. The house signs
 * that, everybody at the table is told, and from then on that device answers for its person. Once a circle is closed its
 * last list of who sat there vouches for nobody: the next circle has the version it follows on its table too.
 */
export async function decideJoinKey(
	tx: Writer,
	live: Live,
	{ version, person, of = 'device' }: JoinAsked,
	by: PersonId,
	tools: Tools
): Promise<Decided | No> {
	const target = live.table.versions.get(version);
	if (!target) return no('no-such-version');
	if (!isTogether(live)) return no('key-later');
	if (by === person || !live.table.circle.seated.has(by)) return no('key-witness');
	const asked = decideVersion(target, { do: 'answer', person, answer: target.digest, signed: false }, false);
	if (isNo(asked)) return asked;
	if (of === 'passkey') {
		const made = await newestMade(tx, live.row.id, person, tools.at);
		if (!made) return no('no-new-passkey');
		const joins = await joinKey(live, target, { person, of, ...made }, by, tools);
		const write = async (tx: Writer) => {
			await joins.write(tx);
			await vouch(tx, made.id, person, by);
		};
		return { ...joins, write };
	}
	const print = await newestKey(tx, person);
	const named = await keyNamed(tx, version, person);
	const joined = await readJoined(tx, version, target.digest, person);
	if (!print || print === named || joined.some((one) => one.thumbprint === print)) return no('no-new-key');
	return joinKey(live, target, { person, of, thumbprint: print }, by, tools);
}

export type JoinAsked = { readonly version: VersionId; readonly person: PersonId; readonly of?: KeyKind };

type Joins = { readonly person: PersonId; readonly of: KeyKind; readonly thumbprint: Digest };

/** The house says that a key joins a version, and who vouched for it. Once a version is over no fact of it follows. */
export async function joinKey(
	live: Live,
	target: Version,
	{ person, of, thumbprint }: Joins,
	witness: PersonId,
	tools: Tools
): Promise<Decided & { readonly write: (tx: Writer) => Promise<void> }> {
	const act = { act: 'key', of, thumbprint, words: '' } as const;
	const made = await sign(live, target, person, { how: 'house', witness, ...act }, tools);
	const joined = { is: 'key-joined', person, witness, statement: made.digest } as const;
	const fact: VersionFact = of === 'passkey' ? { ...joined, of } : joined;
	const over = target.state.is === 'superseded' || target.state.is === 'withdrawn';
	const facts = over ? [] : [{ to: 'version', version: target.id, fact } as const];
	return { ...record(live, target.id, made), facts };
}

/** Of the last device of theirs that was let in, but of no tablet that goes round. */
async function newestKey(tx: Writer, person: PersonId) {
	const theirs = and(
		eq(seat.person, person),
		eq(seat.state, 'seated'),
		isNull(seat.tablet),
		isNotNull(seat.key)
	);
	const [row] = await tx.select({ key: seat.key }).from(seat).where(theirs).orderBy(desc(seat.at)).limit(1);
	const jwk = row ? parsePublicJwk(row.key) : null;
	return jwk ? thumbprint(jwk) : null;
}
