// Answers to a version: signed by the own device, or given aloud, on a passed tablet or from a page
// without keys and then signed by the house, saying how. Append-only; none changes another's.

import { and, eq } from 'drizzle-orm';
import { clean } from '#lib/base/clean.ts';
import type { Digest } from '#lib/base/digest.ts';
import type { PersonId, VersionId } from '#lib/base/id.ts';
import { isNo, no, type No } from '#lib/base/no.ts';
import { answerAct } from '#lib/seal/act.ts';
import { handOf, readAnyAnswer, type AnyAnswer } from '#lib/seal/any-answer.ts';
import type { Aloud, Hand } from '#lib/seal/hand.ts';
import type { Random, Signer } from '#lib/seal/key.ts';
import { signStatement } from '#lib/seal/statement.ts';
import { isReadTo } from '#lib/table/read-to.ts';
import { refuseInPlace, type InPlaceRefusal } from '#lib/version/in-place-of.ts';
import { decideVersion, type AnswerKind } from '#lib/version/version.ts';
import { answer } from '#server/store/schema.ts';
import type { Reader, Writer } from '#server/store/store.ts';
import type { Decided } from '#server/table/hall.ts';
import type { Live } from '#server/table/live.ts';
import { keyNamed } from '#server/table/own-hand.ts';
import { notTheirs } from '#server/table/reserves.ts';
import { notThatSheet } from '#server/table/paper-answer.ts';
import { inVersion } from '#server/table/state.ts';
import { readJoined } from '#server/table/statements.ts';

/** Every polite no about an answer. Each has a sentence in words/. */
export type AnswerRefusal =
	/** This is no version of this table. */
	| 'no-such-version'
	/** The signature is not this device's over this version. Nothing was kept; answer again. */
	| 'not-signed-well'
	/** Nobody answers for another; a spoken answer is written down by the one who leads, with a witness who sits here
	 * and is not the one who says it. */
	| InPlaceRefusal
	/** A reserve is said in words. */
	| 'reserve-needs-words'
	/** A reserve is about the whole plan, or about something that stands in one's own copy. */
	| 'no-such-part'
	/** Somebody wrote down another answer of theirs since this one was given: nothing overrules it unseen. */
	| 'answered-since'
	/** More than anybody needs; a copy holds them all. */
	| 'too-many-answers';

/** Answers of one person to one version, and what they said to the help, so that every copy stays small enough to check. */
export const mostOfOne = 20;

/** Letters of a drawn mark, as an SVG path. */
export const mostOfMark = 6_000;

export type Tools = { readonly signer: Signer; readonly random: Random; readonly at: number };

/**
 * An answer signed on the own device. `by` is who sent it. Only a key that the version itself names
 * will do, or one that joined it since in sight of somebody: a checker knows no other.
 */
export async function decideSigned(
	tx: Writer,
	live: Live,
	given: {
		readonly version: VersionId;
		readonly token: string;
		readonly disclosures: readonly string[];
		/** The last answer of theirs that this page knew. */
		readonly after?: Digest | null;
	},
	by: PersonId
): Promise<Decided | No> {
	const read = readAnyAnswer(given.token, given.disclosures);
	if (isNo(read) || (read.told.in === 'statement' && !read.mark)) return no('not-signed-well');
	const target = live.table.versions.get(given.version);
	if (!target) return no('no-such-version');
	const rightPlace = read.version === target.digest && read.traject === live.row.traject;
	if (!rightPlace || read.person !== by || !read.words || !read.target) return no('not-signed-well');
	if ((read.mark?.path?.length ?? 0) > mostOfMark) return no('not-signed-well');
	if (await saidSince(tx, given.version, read, given.after)) return no('answered-since');
	if (!isReadTo(live.table, read.aloud, by)) return no('may-not-interpret');
	const named = await keyNamed(tx, given.version, by);
	const joined = await readJoined(tx, given.version, target.digest, by);
	if (handOf(read, { named, joined, house: [], origin: '' }) !== 'device') return no('not-signed-well');
	return record(tx, live, given.version, read, given.token, given.disclosures);
}

/** Whether somebody wrote down what they said after the answer that this page knew; its own is no other. */
export async function saidSince(
	tx: Writer,
	id: VersionId,
	{ person, nonce }: Pick<AnyAnswer, 'person' | 'nonce'>,
	after: Digest | null | undefined
): Promise<boolean> {
	if (after === undefined) return false;
	const rows = await rowsOf(tx, id, person);
	if (rows.some((row) => row.nonce === nonce)) return false;
	const known = rows.findIndex((row) => row.digest === after);
	return rows.slice(known + 1).some((row) => {
		const read = readAnyAnswer(row.token, row.disclosures);
		return !isNo(read) && read.witness !== null;
	});
}

/** One person's answers to a version, oldest first. */
export const rowsOf = (tx: Reader, id: VersionId, person: PersonId) =>
	tx
		.select()
		.from(answer)
		.where(and(eq(answer.version, id), eq(answer.person, person)))
		.orderBy(answer.at);

export type Given = {
	readonly version: VersionId;
	readonly person: PersonId;
	readonly answer: AnswerKind;
	readonly words: string;
	readonly until: string | null;
	readonly how: 'spoken' | 'tablet' | 'paper';
	readonly witness: PersonId | null;
	readonly target?: string | null;
	/** Read out to them, by somebody who may; an interpreter is no party, and may be the witness. */
	readonly aloud?: Aloud | null;
	readonly mark?: string | null;
	/** On paper: the code of the sheet it was typed over from. */
	readonly code?: string;
	/** By one's own hand, on a tablet that goes round: whoever sat beside saw it. */
	readonly passed?: boolean;
	/** They answered with their own hand before, and ask here for another to be written down. */
	readonly anew?: boolean;
	/** The digest of what was on that screen, where it says so. */
	readonly seen?: Digest;
};

/** An answer the house signs and says how it was given. */
export async function decideGiven(
	tx: Writer,
	live: Live,
	given: Given,
	by: PersonId,
	tools: Tools
): Promise<Decided | No> {
	const target = live.table.versions.get(given.version);
	if (!target) return no('no-such-version');
	if (given.seen !== undefined && given.seen !== target.digest) return no('other-words');
	const hand = handGiven(live, given, by);
	if (isNo(hand)) return hand;
	const other =
		given.how === 'paper' ? await notThatSheet(tx, given.version, given.person, given.code ?? '') : null;
	if (other) return other;
	if (!isReadTo(live.table, given.aloud ?? null, given.person)) return no('may-not-interpret');
	const asked = { by, person: given.person, witness: hand.witness, passed: given.passed === true };
	const stays = refuseInPlace(await saidLast(tx, given), { ...asked, anew: given.anew === true });
	if (stays) return stays;
	const signed = await signStatement(
		{
			version: target.digest,
			traject: live.row.traject,
			person: given.person,
			at: Math.floor(tools.at / 1000),
			aloud: given.aloud ?? null,
			...hand,
			...answerAct(given.answer, given.until),
			words: clean(given.words),
			target: given.answer === 'yes-but' ? (given.target ?? null) : null,
			mark: given.mark ?? null
		},
		tools.random,
		tools.signer
	);
	const read = readAnyAnswer(signed.token, signed.disclosures);
	if (isNo(read)) throw new Error(`the house cannot read its own answer: ${read.no}`);
	return record(tx, live, given.version, read, signed.token, signed.disclosures);
}

async function saidLast(tx: Writer, { version, person }: Given): Promise<AnyAnswer | null> {
	const row = (await rowsOf(tx, version, person)).at(-1);
	const last = row ? readAnyAnswer(row.token, row.disclosures) : null;
	return isNo(last) ? null : last;
}

function handGiven(live: Live, given: Given, by: PersonId): Hand | No<AnswerRefusal> {
	const { witness } = given;
	if (witness === null) return by === given.person ? { how: 'house', witness } : no('not-yours-to-answer');
	const own = given.passed === true && by === given.person;
	if (!own && by !== live.table.circle.leader) return no('not-yours-to-answer');
	// On paper they answered alone; who typed it over bears witness to what it says.
	if (given.how === 'paper')
		return by === witness && by !== given.person ? { how: 'paper', witness } : no('no-witness');
	const sits = live.table.circle.seated.has(witness);
	if (!sits || witness === given.person) return no('no-witness');
	return { how: own ? 'tablet' : given.how, witness };
}

/** Keeps an answer whose hand was looked at; the same one sent twice is kept once. */
export async function record(
	tx: Writer,
	live: Live,
	id: VersionId,
	read: AnyAnswer,
	token: string,
	disclosures: readonly string[]
): Promise<Decided | No> {
	const target = live.table.versions.get(id);
	if (!target) return no('no-such-version');
	if (read.answer === 'yes-but' && read.words?.text === '') return no('reserve-needs-words');
	if (read.answer !== 'yes-but' && read.target?.of != null) return no('not-signed-well');
	const role = live.table.people.get(read.person)?.role ?? 'school';
	const missing = await notTheirs(tx, id, read.target?.of ?? null, role);
	if (missing) return missing;
	// Two tabs, or a reply that was lost: what is here is here, whatever became of the version since.
	const before = await rowsOf(tx, id, read.person);
	if (before.some(({ digest }) => digest === read.digest)) return { facts: [] };
	if (before.length >= mostOfOne) return no('too-many-answers');
	const signed = read.how === 'device' || read.how === 'passkey';
	const move = { do: 'answer', person: read.person, answer: read.digest, signed } as const;
	const facts = decideVersion(target, move, false);
	if (isNo(facts)) return facts;
	return {
		facts: facts.map((fact) => inVersion(id, fact)),
		rows: true,
		write: async (tx) => {
			await tx.insert(answer).values({
				digest: read.digest,
				version: id,
				person: read.person,
				token,
				disclosures: [...disclosures],
				nonce: read.nonce
			});
		}
	};
}
