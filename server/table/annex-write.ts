// How an annex comes to be: written down for named people, taken by each owner, sealed at the last yes (S3-08). No fact
// tells of it and nobody's screen is told: who is named, finds it beside their own copy.

import { eq } from 'drizzle-orm';
import { clean, cleanLine } from '#lib/base/clean.ts';
import { digestOfJson } from '#lib/base/digest.ts';
import { parseId, type ItemId, type PersonId } from '#lib/base/id.ts';
import { isNo, no, type No } from '#lib/base/no.ts';
import { issueAnnex } from '#lib/seal/issue.ts';
import type { AnnexId } from '#lib/seal/claims.ts';
import { closedFor } from '#lib/version/account.ts';
import {
	annexLimits,
	isEmpty,
	isReady,
	leaveOut,
	mayPropose,
	partsOf,
	take,
	type AnnexBody,
	type AnnexRefusal
} from '#lib/version/annex.ts';
import type { Version } from '#lib/version/version.ts';
import type { Json } from '#lib/base/canonical.ts';
import { readBars } from '#server/door/bars.ts';
import { newId } from '#server/door/secret.ts';
import type { SeatWho } from '#server/door/seat.ts';
import type { House } from '#server/house.ts';
import { annex, annexDraft } from '#server/store/beside.ts';
import type { Reader, Writer } from '#server/store/store.ts';
import { seesAnnex } from '#server/table/annexes.ts';
import { atVersion, havingOf, type AtVersion } from '#server/table/at-version.ts';
import type { Decided } from '#server/table/hall.ts';
import type { Live } from '#server/table/live.ts';

export type AnnexNo =
	| AnnexRefusal
	/** More than a copy holds. */
	| 'annex-too-many'
	| 'only-the-leader'
	/** Who asks after a promise looks back on it after its owner did. */
	| 'owner-first'
	| 'reserve-needs-words'
	| 'too-many-answers'
	| 'not-signed-well'
	| 'version-replaced'
	| 'version-withdrawn'
	| 'looked-into';

/** A letter more than fits is refused with its words, and never cut off unseen. */
const tooLong = annexLimits.when + 1;

/** Beside one version, sealed and being written together: a copy file holds 64. */
const mostAnnexes = 40;

export type Draft = typeof annexDraft.$inferSelect;

/** Decides something beside a version, in the turn of its table; null: no such version, or not theirs. */
export async function besideDone(
	house: House,
	who: SeatWho,
	named: string,
	decide: (tx: Writer, at: AtVersion) => Promise<Decided | No>,
	/** Of a version that is over as well: nothing is added. */
	alsoOver = false
): Promise<'done' | No<AnnexNo> | null> {
	const at = await atVersion(house, who, named);
	if (!at) return null;
	const refused = await house.hall.commit(at.circle, at.me, null, async (tx, live) => {
		const version = live.table.versions.get(at.id) ?? at.version;
		const closed = closedFor(version.state.is);
		if (closed && !alsoOver) return closed;
		if (!(await house.chains.isSoundToAgree(tx, live.row.traject))) return no('looked-into');
		return decide(tx, { ...at, live, version });
	});
	return refused ? (refused as No<AnnexNo>) : 'done';
}

export type Proposed = {
	readonly readers: readonly string[];
	readonly promises: readonly {
		/** Of a block it comes from, or empty. */
		readonly id: string;
		readonly owner: string;
		readonly text: string;
		readonly when: string;
		readonly asker: string;
	}[];
};

/** Written down by who leads, for named people; empty rows of the page are nothing. */
export const proposeAnnex = (house: House, who: SeatWho, named: string, asked: Proposed) =>
	besideDone(house, who, named, async (tx, at) => {
		if (at.me !== at.live.table.circle.leader) return no('only-the-leader');
		const id = (text: string) => parseId<'person'>(text);
		const promises = asked.promises.flatMap((one) => {
			const [text, when] = [clean(one.text), cleanLine(one.when, tooLong)];
			const owner = id(one.owner);
			if (text === '') return [];
			const item = parseId<'item'>(one.id) ?? (newId<'item'>() as ItemId);
			return [{ id: item, owner: owner ?? ('' as PersonId), text, when, asker: id(one.asker), yes: null }];
		});
		const those = promises.flatMap(({ owner, asker }) => [owner, ...(asker ? [asker] : [])]);
		const readers = [...new Set([at.me, ...asked.readers.flatMap((one) => id(one) ?? []), ...those])];
		return lay(house, tx, at, { promises, outcomes: [] }, readers, at.me);
	});

/** Laid before its owners; what needs nobody's yes is sealed at once. */
export async function lay(
	house: House,
	tx: Writer,
	{ id, live, version }: AtVersion,
	body: AnnexBody,
	readers: readonly PersonId[],
	by: PersonId
): Promise<Decided | No> {
	const bars = await readBars(tx, live.row.traject);
	const people = { asked: version.expected, having: havingOf(live, version), bars };
	const refused = mayPropose(body, readers, people);
	if (refused) return refused;
	const there =
		(await tx.$count(annex, eq(annex.version, id))) +
		(await tx.$count(annexDraft, eq(annexDraft.version, id)));
	if (there >= mostAnnexes) return no('annex-too-many');
	const row = { id: newId(), traject: live.row.traject, version: id, readers: [...readers], by, body };
	const before = await tx.select().from(annexDraft).where(eq(annexDraft.version, id));
	if (before.some((one) => same(one, row))) return { facts: [] };
	if (isReady(body)) return seal(house, live, version, row);
	return { facts: [], write: async (tx) => void (await tx.insert(annexDraft).values(row)) };
}

/** Pressed twice: the same words for the same people, by the same hand. */
function same(one: Draft, other: Omit<Draft, 'at'>): boolean {
	const said = ({ by, readers, body: { promises, outcomes } }: Omit<Draft, 'at'>) =>
		digestOfJson({
			...{ by, readers, outcomes: outcomes.map(({ id }) => id) },
			promises: promises.map(({ owner, text, when, asker }) => ({ owner, text, when, asker }))
		});
	return said(one) === said(other);
}

export type Taken = {
	readonly draft: string;
	readonly item: string;
	/** Of the words that were on that screen. */
	readonly digest: string;
	/** As its owner says it; they may put it in other words than were written down. */
	readonly text: string;
	readonly when: string;
};

/** *Dit neem ik op mij*: at the last yes it is sealed. */
export const takeAnnex = (house: House, who: SeatWho, named: string, asked: Taken) =>
	withDraft(house, who, named, asked.draft, async (at, row) => {
		const words = { text: clean(asked.text), when: cleanLine(asked.when, tooLong) };
		return changed(house, at, row, take(row.body, asked.item, { digest: asked.digest, ...words }, at.me));
	});

/** *Dit niet*: its owner leaves it out. */
export const leaveAnnex = (house: House, who: SeatWho, named: string, draft: string, item: string) =>
	withDraft(
		house,
		who,
		named,
		draft,
		async (at, row) => {
			const body = leaveOut(row.body, item, at.me);
			const over = closedFor(at.version.state.is) !== null;
			return over && !isNo(body) && !isEmpty(body) ? keep(row, body) : changed(house, at, row, body);
		},
		true
	);

/** Whoever wrote it down takes it back before it is sealed. */
export const dropAnnex = (house: House, who: SeatWho, named: string, draft: string) =>
	withDraft(
		house,
		who,
		named,
		draft,
		async (at, row) =>
			row.by === at.me ? { facts: [], write: (tx) => remove(tx, row.id) } : no('only-its-owner'),
		true
	);

/** One that lies here and that this person may see; else `annex-gone`, whatever became of it. */
function withDraft(
	house: House,
	who: SeatWho,
	named: string,
	draft: string,
	decide: (at: AtVersion, row: Draft) => Promise<Decided | No>,
	alsoOver = false
) {
	const found = async (tx: Writer, at: AtVersion) => {
		const row = (await draftsFor(tx, at)).find(({ id }) => id === draft);
		return row ? decide(at, row) : no('annex-gone');
	};
	return besideDone(house, who, named, found, alsoOver);
}

/** What is being written beside a version, for who may see it: by the rule of what is sealed. */
export async function draftsFor(db: Reader, { id, me, live }: AtVersion): Promise<Draft[]> {
	const bars = await readBars(db, live.row.traject);
	const rows = await db.select().from(annexDraft).where(eq(annexDraft.version, id)).orderBy(annexDraft.at);
	return rows.filter((one) => seesAnnex(one, me, bars));
}

async function changed(
	house: House,
	{ live, version }: AtVersion,
	row: Draft,
	body: AnnexBody | No<AnnexRefusal>
): Promise<Decided | No> {
	if (isNo(body)) return body;
	if (isEmpty(body)) return { facts: [], write: (tx) => remove(tx, row.id) };
	if (isReady(body)) return seal(house, live, version, { ...row, body });
	return keep(row, body);
}

const keep = ({ id }: Draft, body: AnnexBody): Decided => ({
	facts: [],
	write: async (tx) => void (await tx.update(annexDraft).set({ body }).where(eq(annexDraft.id, id)))
});

const remove = async (tx: Writer, id: string): Promise<void> =>
	void (await tx.delete(annexDraft).where(eq(annexDraft.id, id)));

/** Asked for an answer: whom it was written for, and who wrote it down where they promise something themselves. */
async function seal(house: House, live: Live, version: Version, row: Omit<Draft, 'at'>): Promise<Decided> {
	const { issuer, random, signer } = house.moveTools;
	const nameOf = (one: PersonId | null) => (one ? (live.table.people.get(one)?.name ?? '') : '');
	const parts = partsOf(row.body, nameOf);
	const id = newId<'annex'>() as AnnexId;
	const iat = Math.floor(house.hall.now() / 1000);
	const { traject } = live.row;
	const issued = await issueAnnex(
		{ iss: issuer, iat, jti: id, traject, of: version.digest },
		parts.map((part) => ({ part: part as unknown as Json, layer: 0 as const })),
		random,
		signer
	);
	const owns = new Set(row.body.promises.map(({ owner }) => owner));
	const asked = row.readers.filter(
		(one) => version.expected.has(one) && (one !== row.by || owns.has(one) || row.readers.length === 1)
	);
	return {
		facts: [],
		write: async (tx) => {
			await tx.insert(annex).values({
				...{ id, traject, version: version.id, digest: issued.digest, token: issued.token },
				digests: issued.disclosures.map(({ digest }) => digest),
				disclosures: issued.disclosures.map(({ words }) => words),
				...{ readers: row.readers, asked, by: row.by }
			});
			await remove(tx, row.id);
		}
	};
}
