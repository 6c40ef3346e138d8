// The living documents of one draft: made when the circle opens, closed when a version is presented,
// made anew when it is withdrawn. Each draft has its own epoch, so nothing old ever merges into it.

import { and, eq } from 'drizzle-orm';
import type { CircleId, PersonId, SheetId } from '#lib/base/id.ts';
import type { Setting } from '#lib/circle/circle.ts';
import { fixedBlocks, seedUpdate } from '#lib/plan/seed.ts';
import type { NewItem } from '#lib/plan/sheet.ts';
import type { Audience } from '#lib/table/stream.ts';
import type { Part, PartAudience } from '#lib/version/part.ts';
import { newId } from '#server/door/secret.ts';
import { sheet } from '#server/store/schema.ts';
import { createSheet } from '#server/store/sheets.ts';
import type { Writer } from '#server/store/store.ts';
import type { SealedPart } from '#server/table/reviewed.ts';

/** Yjs client id of the house itself; clients draw theirs at random, and this one is refused to all. */
const houseClient = 1;

export type Seed = { readonly audience: PartAudience; readonly item: NewItem };

/** A sheet that is going to be: its id is known before it is written. */
export type Plan = {
	readonly id: SheetId;
	readonly audience: 'core' | 'inner';
	readonly items: readonly NewItem[];
};

/**
 * The shared sheets of a new draft. With a school at the table the school gets the core and everybody
 * else the inner sheet too; without one there is only the core, and no school holds it.
 */
export function planSheets(setting: Setting, seeds: readonly Seed[]): Plan[] {
	const inner = setting === 'school' ? seeds.filter((seed) => seed.audience === 'inner') : [];
	// A class has what everybody may have, and nothing that stays with some.
	const all = setting === 'class' ? seeds.filter((seed) => seed.audience === 'core') : seeds;
	const core = all.filter((seed) => !inner.includes(seed)).map((seed) => seed.item);
	const first: Plan = { id: newId(), audience: 'core', items: withFixed(core) };
	if (setting !== 'school') return [first];
	return [first, { id: newId(), audience: 'inner', items: inner.map((seed) => seed.item) }];
}

export async function makePlanned(
	tx: Writer,
	circle: CircleId,
	epoch: number,
	plans: readonly Plan[]
): Promise<void> {
	for (const { id, audience, items } of plans)
		await makeSheet(tx, { id, circle, epoch, audience, person: null }, items);
}

/** Every fixed block that the seeds do not bring along already. */
function withFixed(items: readonly NewItem[]): NewItem[] {
	const there = (block: NewItem) =>
		items.some((item) => item.kind === block.kind && item.heading === block.heading);
	return [...items, ...fixedBlocks(() => newId<'item'>()).filter((block) => !there(block))];
}

export type SheetToMake = {
	readonly id: SheetId;
	readonly circle: CircleId;
	readonly epoch: number;
	readonly audience: Audience;
	readonly person: PersonId | null;
	readonly among?: readonly PersonId[];
};

export async function makeSheet(tx: Writer, sheet: SheetToMake, items: readonly NewItem[]): Promise<void> {
	await createSheet(tx, { ...sheet, seed: items.length > 0 ? seedUpdate(items, houseClient) : null });
}

/**
 * A school sat down unexpected: what stood there stays with who had it. Every core of this circle becomes
 * inner, also of a draft that was withdrawn, and the table begins one that the school has from its first letter.
 */
export async function splitForSchool(tx: Writer, circle: CircleId, epoch: number): Promise<void> {
	const before = and(eq(sheet.circle, circle), eq(sheet.audience, 'core'));
	await tx.update(sheet).set({ audience: 'inner' }).where(before);
	await makeSheet(tx, { id: newId(), circle, epoch, audience: 'core', person: null }, withFixed([]));
}

/** The shared words of a version, as the first words of the next draft: same ids, same audience. */
export function seedsFrom(sealed: readonly SealedPart[]): Seed[] {
	return sealed.flatMap(({ audience, part }) => {
		const item = itemFrom(part);
		return item ? [{ audience, item }] : [];
	});
}

function itemFrom(part: Part): NewItem | null {
	switch (part.part) {
		case 'together':
		case 'phrase':
			return { id: part.id, kind: part.part, heading: part.heading, text: part.text };
		case 'goal': {
			const { id, level, text, signs, why = '', strand = null } = part;
			return { id, kind: 'goal', level, text, signs, why, strand };
		}
		case 'engagement':
		case 'ask':
		case 'not-now': {
			const { id, owner, asker, text, when, how = '', strand = null } = part;
			const needs = part.needs?.map(({ person }) => person) ?? [];
			return { id, kind: part.part, owner, asker, text, when, how, strand, needs };
		}
		case 'network':
			return { id: part.id, kind: 'network', text: part.text, how: part.how };
		case 'school-support':
		case 'duration':
		case 'place':
		case 'method':
		case 'agreement':
		case 'plan-b':
		case 'next':
			return { id: part.id, kind: part.part, text: part.text };
		case 'person':
		case 'line':
		case 'silence':
		case 'outcome':
			return null;
	}
}
