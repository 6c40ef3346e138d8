// What is said of a version beside an answer, each as a record of its own: consent to the help, and another key that
// joins. Signed by the own device, or by the house, saying how. Append-only.

import { and, desc, eq, isNull, isNotNull } from 'drizzle-orm';
import { clean } from '#lib/base/clean.ts';
import type { Digest } from '#lib/base/digest.ts';
import type { PersonId, VersionId } from '#lib/base/id.ts';
import { isNo, no, type No } from '#lib/base/no.ts';
import type { KeyKind } from '#lib/seal/act.ts';
import { inWhoseHand, type Hand } from '#lib/seal/hand.ts';
import { parsePublicJwk, thumbprint } from '#lib/seal/key.ts';
import {
	readStatement,
	signStatement,
	type SignedStatement,
	type StatementFields
} from '#lib/seal/statement.ts';
import { isReadTo } from '#lib/table/read-to.ts';
import { mayHelpBeAsked, type Consent } from '#lib/version/help.ts';
import { refuseInPlace, type InPlaceRefusal } from '#lib/version/in-place-of.ts';
import { decideVersion, type Version, type VersionFact } from '#lib/version/version.ts';
import { statement } from '#server/store/agreed.ts';
import { seat } from '#server/store/schema.ts';
import type { Reader, Writer } from '#server/store/store.ts';
import { keyNamed, mostOfOne, type Tools } from '#server/table/answers.ts';
import type { Decided } from '#server/table/hall.ts';
import type { Live } from '#server/table/live.ts';
import { isTogether, newestMade, vouch } from '#server/table/passkeys.ts';
import { readJoined, readStatements } from '#server/table/statements.ts';

/** Every polite no of these. Each has a sentence in words/. */
export type BesideAnswerRefusal =
	| 'no-such-version'
	/** The help is for the pupil, and asks something of the parents: of nobody else is that consent asked. */
	| 'help-not-asked'
	| InPlaceRefusal
	| 'not-signed-well'
	/** Whoever says that a new device is somebody's, sits at the table and is somebody else. */
	| 'key-witness'
	/** The circle is over, or broken off: nobody sits there to see whose device it is. */
	| 'key-later'
	/** No device of theirs made a key that this version does not know yet. */
	| 'no-new-key'
	/** They made no passkey at this table a moment ago of which nobody said yet whose it is. */
	| 'no-new-passkey'
	/** Nobody reads out but who may. */
	| 'may-not-interpret'
	| 'too-many-answers';

export type HelpGiven = {
	readonly version: VersionId;
	readonly person: PersonId;
	readonly given: boolean;
	readonly words: string;
	readonly witness: PersonId | null;
	/** By one's own hand, on a tablet that goes round. */
	readonly passed: boolean;
};

/** Consent to the help, or its refusal, or that it is taken back: the last one counts, and all of them stay. */
export async function decideHelp(
	tx: Writer,
	live: Live,
	given: HelpGiven,
	by: PersonId,
	tools: Tools
): Promise<Decided | No> {
	const target = openTo(live, given.version, given.person);
	if (isNo(target)) return target;
	const hand = handOf(live, given, by);
	if (isNo(hand)) return hand;
	const { person } = given;
	const before = await helpOf(tx, given.version, person);
	const asked = { by, person, witness: hand.witness, passed: given.passed, anew: false };
	const stays = refuseInPlace(before.at(-1) ?? null, asked);
	if (stays) return stays;
	if (before.length >= mostOfOne) return no('too-many-answers');
	const act = { act: 'help', given: given.given, words: clean(given.words) } as const;
	return record(live, given.version, await sign(live, target, person, { ...hand, ...act }, tools));
}

/** The same, signed by the own device; `by` is who sent it. */
export async function decideHelpSigned(
	tx: Writer,
	live: Live,
	signed: { readonly version: VersionId; readonly token: string; readonly disclosures: readonly string[] },
	by: PersonId
): Promise<Decided | No> {
	const target = openTo(live, signed.version, by);
	if (isNo(target)) return target;
	const read = readStatement(signed.token, signed.disclosures);
	if (isNo(read) || read.act !== 'help' || !read.hidden.words) return no('not-signed-well');
	const rightPlace = read.version === target.digest && read.traject === live.row.traject;
	if (!rightPlace || read.person !== by) return no('not-signed-well');
	const named = await keyNamed(tx, signed.version, by);
	const joined = await readJoined(tx, signed.version, target.digest, by);
	if (inWhoseHand(read, { named, joined, house: [], origin: '' }) !== 'device') return no('not-signed-well');
	if (!isReadTo(live.table, read.aloud, by)) return no('may-not-interpret');
	const before = await helpOf(tx, signed.version, by);
	if (before.length >= mostOfOne) return no('too-many-answers');
	return record(live, signed.version, { ...signed, digest: read.digest });
}

/** What somebody said to the help so far, oldest first. */
async function helpOf(tx: Writer, id: VersionId, person: PersonId) {
	const all = await readStatements(tx, id);
	return all.flatMap(({ read }) => (read.act === 'help' && read.person === person ? read : []));
}

/** A version that takes answers, for somebody of whom consent to the help is asked. */
function openTo(live: Live, id: VersionId, person: PersonId): Version | No {
	const target = live.table.versions.get(id);
	const one = live.table.people.get(person);
	if (!target) return no('no-such-version');
	if (!one || !mayHelpBeAsked(one.role, live.table.circle.setting)) return no('help-not-asked');
	const open = decideVersion(target, { do: 'answer', person, answer: target.digest, signed: false }, false);
	return isNo(open) ? open : target;
}

function handOf(live: Live, given: HelpGiven, by: PersonId): Hand | No<BesideAnswerRefusal> {
	const { witness, person } = given;
	if (witness === null) return by === person ? { how: 'house', witness } : no('not-yours-to-answer');
	const own = given.passed && by === person;
	if (!own && by !== live.table.circle.leader) return no('not-yours-to-answer');
	if (!live.table.circle.seated.has(witness) || witness === person) return no('no-witness');
	return { how: own ? 'tablet' : 'spoken', witness };
}

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
		return { ...joins, write: (tx) => inOrder(tx, joins.write, (tx) => vouch(tx, made.id, person, by)) };
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

/** Both, the first one first. */
export async function inOrder(
	tx: Writer,
	first: (tx: Writer) => Promise<void>,
	then: ((tx: Writer) => Promise<void>) | undefined
): Promise<void> {
	await first(tx);
	await then?.(tx);
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

type Rest = StatementFields extends infer One
	? One extends StatementFields
		? Omit<One, 'version' | 'traject' | 'person' | 'at' | 'aloud'>
		: never
	: never;

function sign(live: Live, { digest }: Version, person: PersonId, rest: Rest, tools: Tools) {
	const about = { version: digest, traject: live.row.traject, person, aloud: null };
	const fields = { ...about, at: Math.floor(tools.at / 1000), ...rest } as StatementFields;
	return signStatement(fields, tools.random, tools.signer);
}

/** Every consent to the help, oldest first; the last of each person counts. */
export async function readConsents(
	db: Reader,
	versions: readonly VersionId[]
): Promise<Map<VersionId, Consent[]>> {
	const all = new Map<VersionId, Consent[]>();
	for (const id of versions) {
		const said = (await readStatements(db, id)).flatMap(({ read }): Consent[] =>
			read.act === 'help' ? [{ person: read.person, given: read.given }] : []
		);
		all.set(id, said);
	}
	return all;
}

/** One row; the same statement sent twice is kept once. */
function record(
	live: Live,
	version: VersionId,
	made: SignedStatement
): Decided & { readonly write: (tx: Writer) => Promise<void> } {
	const read = readStatement(made.token, made.disclosures);
	if (isNo(read)) throw new Error(`a statement that was good is not: ${read.no}`);
	return {
		facts: [],
		rows: true,
		write: async (tx) => {
			const row = {
				digest: made.digest,
				traject: live.row.traject,
				version,
				person: read.person,
				act: read.act
			};
			const rest = { token: made.token, disclosures: [...made.disclosures], nonce: read.nonce };
			await tx
				.insert(statement)
				.values({ ...row, ...rest })
				.onConflictDoNothing({ target: statement.digest });
		}
	};
}
