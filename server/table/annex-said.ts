// What is said of an annex once it is sealed: an answer by who is asked, how a promise went by its owner and by who asks
// after it, and that it goes along to the next version.

import { and, asc, eq, ne } from 'drizzle-orm';
import { clean, limits } from '#lib/base/clean.ts';
import type { Digest } from '#lib/base/digest.ts';
import type { ItemId, LineId, PersonId, VersionId } from '#lib/base/id.ts';
import { isNo, no, type No } from '#lib/base/no.ts';
import { results, type Result } from '#lib/engagement/engagement.ts';
import { answerAct } from '#lib/seal/act.ts';
import { readStatement, signStatement } from '#lib/seal/statement.ts';
import { goesAlong, type AnnexAnswerKind, type AnnexOutcome } from '#lib/version/annex.ts';
import { partsNamed } from '#lib/version/opened.ts';
import { readBars } from '#server/door/bars.ts';
import { newId } from '#server/door/secret.ts';
import type { SeatWho } from '#server/door/seat.ts';
import type { House } from '#server/house.ts';
import { annex, annexDraft, annexReview } from '#server/store/beside.ts';
import type { Reader, Writer } from '#server/store/store.ts';
import { besideDone, lay } from '#server/table/annex-write.ts';
import { readAnnexes, seesAnnex, type AnnexRead } from '#server/table/annexes.ts';
import { mostOfOne } from '#server/table/answers.ts';
import { havingOf, type AtVersion } from '#server/table/at-version.ts';
import { isOwnHand } from '#server/table/own-hand.ts';
import { isKept, keepStatement, type Signed } from '#server/table/statements.ts';

export type AnnexAnswered = {
	readonly annex: string;
	readonly answer: AnnexAnswerKind | null;
	readonly words: string;
	/** On the own device; null: the house signs, and says so. */
	readonly signed: Signed | null;
};

async function annexHere(tx: Reader, at: AtVersion, id: string): Promise<AnnexRead | No<'annex-gone'>> {
	const bars = await readBars(tx, at.live.row.traject);
	const found = (await readAnnexes(tx, at.id)).find((one) => one.id === id);
	return found && seesAnnex(found, at.me, bars) ? found : no('annex-gone');
}

export const answerAnnex = (house: House, who: SeatWho, named: string, asked: AnnexAnswered) =>
	besideDone(house, who, named, async (tx, at) => {
		const found = await annexHere(tx, at, asked.annex);
		if (isNo(found)) return found;
		if (!found.asked.includes(at.me) || !asked.answer) return no('not-asked');
		const words = clean(asked.words);
		if (words.length > limits.line) return no('annex-too-long');
		if (asked.answer === 'yes-but' && words === '') return no('reserve-needs-words');
		const before = found.answers.filter(({ person }) => person === at.me);
		const last = before.at(-1);
		if (last?.answer === asked.answer && (last.words ?? '') === words) return { facts: [] };
		if (before.length >= mostOfOne) return no('too-many-answers');
		const made = await sign(house, tx, at, found.digest as Digest, { ...asked, answer: asked.answer, words });
		if (isNo(made)) return made;
		// What was said once is not said again by sending it again.
		if (await isKept(tx, at.id, made)) return no('not-signed-well');
		const of = { traject: at.live.row.traject, version: at.id };
		return { facts: [], write: (tx) => keepStatement(tx, of, made) };
	});

type Saying = { readonly answer: AnnexAnswerKind } & Pick<AnnexAnswered, 'words' | 'signed'>;

/** To the annex alone: its digest is what the statement names. */
async function sign(
	house: House,
	tx: Writer,
	{ id, live, version, me }: AtVersion,
	digest: Digest,
	{ answer, words, signed }: Saying
): Promise<Signed | No<'not-signed-well'>> {
	const about = { version: digest, traject: live.row.traject, person: me, aloud: null };
	if (!signed) {
		const { random, signer } = house.moveTools;
		const how = { at: Math.floor(house.hall.now() / 1000), how: 'house', witness: null } as const;
		const said = { ...answerAct(answer, null), words, target: null, mark: null };
		return signStatement({ ...about, ...how, ...said }, random, signer);
	}
	const read = readStatement(signed.token, signed.disclosures);
	if (isNo(read) || read.act !== 'answer' || read.answer !== answer) return no('not-signed-well');
	const same = (['version', 'traject', 'person', 'aloud'] as const).every((one) => read[one] === about[one]);
	const { words: own, target, mark } = read.hidden;
	const whole = own?.is === words && target?.is === null && mark?.is === null;
	const hand = await isOwnHand(tx, { id, digest: version.digest }, read);
	return same && whole && hand ? signed : no('not-signed-well');
}

export type Reviewing = {
	readonly annex: string;
	readonly item: string;
	readonly result: string;
	readonly words: string;
};

/** How it went: its owner first, then who asks after it (domain.md §7). On their own screen, at any time. */
export const reviewAnnex = (house: House, who: SeatWho, named: string, asked: Reviewing) =>
	besideDone(house, who, named, async (tx, at) => {
		const found = await annexHere(tx, at, asked.annex);
		if (isNo(found)) return found;
		const promise = partsNamed(found.parts, 'engagement').find(({ id }) => id === asked.item);
		const result = results.find((one) => one === asked.result);
		if (!promise || !result) return no('annex-gone');
		if (at.me !== promise.owner && at.me !== promise.asker) return no('only-its-owner');
		const said = await reviewsOf(tx, found.id);
		const first = said.some(({ item, person }) => item === asked.item && person === promise.owner);
		if (at.me !== promise.owner && !first) return no('owner-first');
		const of = { annex: found.id, item: asked.item, person: at.me };
		const words = clean(asked.words);
		if (words.length > limits.line) return no('annex-too-long');
		const how = { result, words, at: new Date(house.hall.now()) };
		return {
			facts: [],
			write: async (tx) => {
				const { traject } = at.live.row;
				await tx
					.insert(annexReview)
					.values({ ...of, ...how, traject })
					.onConflictDoUpdate({
						target: [annexReview.annex, annexReview.item, annexReview.person],
						set: how
					});
			}
		};
	});

export const reviewsOf = (db: Reader, id: string) =>
	db.select().from(annexReview).where(eq(annexReview.annex, id)).orderBy(asc(annexReview.at));

/** Annexes of earlier versions that this person sees, and that do not stand beside this one yet. */
export async function carriable(db: Reader, at: AtVersion): Promise<AnnexRead[]> {
	const bars = await readBars(db, at.live.row.traject);
	const of = and(eq(annex.traject, at.live.row.traject), ne(annex.version, at.id));
	const rows = await db.selectDistinct({ version: annex.version }).from(annex).where(of);
	const here = await itemsBeside(db, at.id);
	const all = await Promise.all(rows.map(({ version }) => readAnnexes(db, version as VersionId)));
	return all
		.flat()
		.filter((one) => seesAnnex(one, at.me, bars) && one.at < at.issued)
		.filter(({ parts }) => partsNamed(parts, 'engagement').some(({ id }) => !here.has(id)))
		.filter(({ parts }, _, those) => isLast(parts, those));
}

/** Of two that hold the same promise, the later one. */
const isLast = (parts: AnnexRead['parts'], those: readonly AnnexRead[]): boolean => {
	const ids = new Set(partsNamed(parts, 'engagement').map(({ id }) => id));
	const holding = those.filter((one) => partsNamed(one.parts, 'engagement').some(({ id }) => ids.has(id)));
	return holding.toSorted((a, b) => a.at.getTime() - b.at.getTime()).at(-1)?.parts === parts;
};

/** Promises that stand beside this version already, sealed or being taken. */
async function itemsBeside(db: Reader, id: VersionId): Promise<Set<string>> {
	const drafts = await db.select().from(annexDraft).where(eq(annexDraft.version, id));
	const sealed = await readAnnexes(db, id);
	return new Set([
		...drafts.flatMap(({ body }) => body.outcomes.map((one) => one.id as string)),
		...drafts.flatMap(({ body }) => body.promises.map((one) => one.id as string)),
		...sealed.flatMap(({ parts }) =>
			partsNamed(parts, 'engagement', 'outcome').map((one) => one.id as string)
		)
	]);
}

/** Goes along to this version: how each promise went, and the promises anew, for their owners to take or leave. */
export const carryAnnex = (house: House, who: SeatWho, named: string, from: string) =>
	besideDone(house, who, named, async (tx, at) => {
		const found = (await carriable(tx, at)).find(({ id }) => id === from);
		if (!found) return no('annex-gone');
		const said = await reviewsOf(tx, found.id);
		const promises = partsNamed(found.parts, 'engagement');
		const outcomes = promises.flatMap((one) => outcomeOf(one, said, at));
		const having = havingOf(at.live, at.version);
		const goOn = goesAlong(promises, outcomes, { asked: at.version.expected, having });
		const readers = found.readers.filter((one) => having.has(one));
		return lay(house, tx, at, { promises: goOn, outcomes }, readers, found.by as PersonId);
	});

function outcomeOf(
	promise: { id: ItemId; owner: PersonId | null; ownerName: string; text: string },
	said: readonly (typeof annexReview.$inferSelect)[],
	{ live }: AtVersion
): AnnexOutcome[] {
	const { id, owner, ownerName, text } = promise;
	const of = said.filter(({ item }) => item === id);
	const first = of.find(({ person }) => person === owner) ?? of[0];
	if (!owner || !first) return [];
	const result = first.result as Result;
	const lines = of.map((one) => {
		const person = one.person as PersonId;
		const name = live.table.people.get(person)?.name ?? '';
		return { line: newId<'line'>() as LineId, person, name, result: one.result as Result, words: one.words };
	});
	return [{ id, owner, ownerName, text, result, said: lines }];
}
