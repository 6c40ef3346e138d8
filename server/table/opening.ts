// What a circle needs on paper when it opens: the code on the wall, the shared sheets of its draft, an own
// sheet for everybody who sits down.

import { eq } from 'drizzle-orm';
import type { Digest } from '#lib/base/digest.ts';
import type { PersonId, SheetId, VersionId } from '#lib/base/id.ts';
import type { Setting } from '#lib/circle/circle.ts';
import { besideSchool } from '#lib/circle/rounds.ts';
import { blankItem, itemDigest } from '#lib/plan/item.ts';
import type { NewItem } from '#lib/plan/sheet.ts';
import type { TableFact } from '#lib/table/stream.ts';
import type { PromisePart } from '#lib/version/part.ts';
import { newCode } from '#server/door/code.ts';
import { newId } from '#server/door/secret.ts';
import { circle } from '#server/store/schema.ts';
import { closeSheets } from '#server/store/sheets.ts';
import type { Writer } from '#server/store/store.ts';
import type { Live } from '#server/table/live.ts';
import { readSealed, type SealedPart } from '#server/table/reviewed.ts';
import {
	makePlanned,
	makeSheet,
	planSheets,
	seedsFrom,
	splitForSchool,
	type Plan
} from '#server/table/sheets.ts';

/** Epoch of the first sheets of a draft. */
const epochOf = (live: Live): number => 1 + Math.max(0, ...live.sheets.map((sheet) => sheet.epoch));

/** The one who leads can always put up a new one. */
export async function putUpCode(tx: Writer, live: Live): Promise<void> {
	await tx.update(circle).set({ code: newCode(), codeAt: new Date() }).where(eq(circle.id, live.row.id));
}

/**
 * The circle opens: a code on the wall, and the shared words of the version it starts from. Who said yes
 * to words that still stand need not say it again: the yes comes along, with the digest it named.
 */
export async function planOpening(
	tx: Writer,
	live: Live,
	setting: Setting
): Promise<{ plans: Plan[]; facts: TableFact[] }> {
	const sealed = live.row.follows ? await readSealed(tx, live.row.follows) : [];
	const last = sealed.filter(({ part }) => part.part !== 'next');
	const plans = planSheets(setting, seedsFrom(last));
	return { plans, facts: plans.flatMap((plan) => yesesCarried(plan, sealed)) };
}

function yesesCarried({ id: sheet, items }: Plan, sealed: readonly SealedPart[]): TableFact[] {
	return items.flatMap((item): TableFact[] => {
		const part = sealed.find((one) => 'id' in one.part && one.part.id === item.id)?.part;
		if (part?.part === 'ask') return agreedCarried(sheet, item, part);
		if (part?.part !== 'engagement' || !part.yes || !item.owner) return [];
		const digest = seedDigest(item);
		return [
			{ to: 'sheet', sheet, fact: { is: 'taken', item: item.id, digest, person: item.owner, witness: null } }
		];
	});
}

/** Whose yes a *vraag aan* has, in the words it still has. */
function agreedCarried(sheet: SheetId, item: NewItem, part: PromisePart): TableFact[] {
	const digest = seedDigest(item);
	return (part.needs ?? [])
		.filter(({ yes }) => yes)
		.map(({ person }) => ({
			to: 'sheet',
			sheet,
			fact: { is: 'agreed', item: item.id, digest, person, witness: null }
		}));
}

const seedDigest = (item: NewItem): Digest =>
	itemDigest({
		...blankItem,
		...item,
		owner: item.owner ?? null,
		asker: item.asker ?? null,
		strand: item.strand ?? null
	});

export async function openDraft(
	tx: Writer,
	live: Live,
	plans: readonly Plan[],
	setting: Setting
): Promise<void> {
	await putUpCode(tx, live);
	if (setting === 'school') await askOfAllOnly(tx, live);
	await tx.update(circle).set({ openedAt: new Date() }).where(eq(circle.id, live.row.id));
	await makePlanned(tx, live.row.id, epochOf(live), plans);
	await ownSheetsFor(tx, live, [live.table.circle.leader]);
}

/** A version was withdrawn at the table: a new draft, with its words, of a next epoch. */
export async function reopenDraft(tx: Writer, live: Live, withdrawn: VersionId): Promise<void> {
	const seeds = seedsFrom(await readSealed(tx, withdrawn));
	await makePlanned(tx, live.row.id, epochOf(live), planSheets(live.table.circle.setting, seeds));
}

/** The circle ends: its code opens nothing any more, and nothing is written on any sheet of it. */
export async function endRoom(tx: Writer, live: Live): Promise<void> {
	await closeSheets(
		tx,
		live.sheets.filter((sheet) => sheet.open).map((sheet) => sheet.id)
	);
	await tx.update(circle).set({ closedAt: new Date() }).where(eq(circle.id, live.row.id));
}

export const ownSheetOf = ({ sheets }: Live, person: PersonId): SheetId | null =>
	sheets.find((sheet) => sheet.audience === 'own' && sheet.person === person)?.id ?? null;

/** An own sheet for each of these people, who keep the one they have, with what they prepared on it. */
export async function ownSheetsFor(tx: Writer, live: Live, people: readonly PersonId[]): Promise<void> {
	for (const person of people) {
		if (ownSheetOf(live, person)) continue;
		const sheet = { id: newId<'sheet'>(), circle: live.row.id, epoch: 1, audience: 'own' as const, person };
		await makeSheet(tx, sheet, []);
	}
}

/** The sheet of a besloten tijd, for those named and nobody else; it is there from the moment it begins. */
export async function openPrivate(tx: Writer, live: Live, facts: readonly TableFact[]): Promise<void> {
	for (const { to, fact } of facts) {
		if (to !== 'circle' || fact.is !== 'private-begun') continue;
		const { sheet: id, among } = fact;
		const sheet = { id, circle: live.row.id, epoch: 1, audience: 'private' as const, person: null, among };
		await makeSheet(tx, sheet, []);
	}
}

/** A school sat down that was not expected: the sheets are parted before it is told of any. */
export async function joinSchool(
	tx: Writer,
	live: Live,
	person: PersonId,
	facts: readonly TableFact[]
): Promise<void> {
	const parted = facts.some(({ to, fact }) => to === 'circle' && fact.is === 'school-joined');
	if (parted) {
		await splitForSchool(tx, live.row.id, epochOf(live));
		await askOfAllOnly(tx, live);
	}
	await ownSheetsFor(tx, live, [person]);
}

/** From here on no round goes about what a school may not have: not even a place among the others tells of it. */
async function askOfAllOnly(tx: Writer, { row, table, reviewed }: Live): Promise<void> {
	const core = new Set(reviewed.filter(({ audience }) => audience === 'core').map(({ id }) => id));
	const rounds = besideSchool(row.rounds, new Set(table.circle.turns.keys()), (item) => !core.has(item));
	if (rounds.length < row.rounds.length) await tx.update(circle).set({ rounds }).where(eq(circle.id, row.id));
}
