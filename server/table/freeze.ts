// Voorleggen: the freeze. Writers are held still, the gate that all appends share is locked, the reading
// is taken from what is stored, sealed, and everything lands in one transaction: version, words, facts.
// Whole or not at all (safety.md §3, rules 1-3). A frozen version never unlocks.

import { desc, eq } from 'drizzle-orm';
import type { Digest } from '#lib/base/digest.ts';
import type { PersonId, VersionId } from '#lib/base/id.ts';
import { no, type No } from '#lib/base/no.ts';
import { talking } from '#lib/circle/decide.ts';
import { issue, type Issued } from '#lib/seal/issue.ts';
import type { Random, Signer } from '#lib/seal/key.ts';
import { expectedNow } from '#lib/table/expected.ts';
import type { ReadPart } from '#lib/version/part.ts';
import type { Json } from '#lib/base/canonical.ts';
import { newId } from '#server/door/secret.ts';
import { disclosure, version } from '#server/store/schema.ts';
import { closeSheets } from '#server/store/sheets.ts';
import type { Writer } from '#server/store/store.ts';
import { readApart } from '#server/table/apart.ts';
import { takeReading } from '#server/table/draft-reading.ts';
import type { Decided } from '#server/table/hall.ts';
import type { Live } from '#server/table/live.ts';

/** Every polite no of voorleggen. Each has a sentence in words/. */
export type FreezeRefusal =
	/** Nothing stands in the plan yet: there is nothing to say yes to. */
	| 'nothing-to-present'
	| 'only-the-leader'
	| 'not-in-this-phase'
	/** A promise names together two of whom one refuses contact with the other. */
	| 'contact-refused';

export type FreezeTools = {
	readonly signer: Signer;
	readonly random: Random;
	/** Milliseconds. */
	readonly at: number;
	/** The house's own address, in the version as its issuer. */
	readonly issuer: string;
};

export async function decideFreeze(
	tx: Writer,
	live: Live,
	by: PersonId,
	tools: FreezeTools
): Promise<Decided | No<FreezeRefusal>> {
	if (by !== live.table.circle.leader) return no('only-the-leader');
	if (live.table.circle.phase.at === 'answering') return { facts: [] };
	if (!talking(live.table.circle)) return no('not-in-this-phase');
	const open = live.sheets.filter((sheet) => sheet.open && sheet.audience !== 'own');
	await closeSheets(
		tx,
		open.map((sheet) => sheet.id)
	);
	const reading = await takeReading(tx, live);
	if (!reading.some(({ part }) => part.part !== 'person' && part.part !== 'silence'))
		throw new NotPresented('nothing-to-present');
	if (await readApart(tx, live, reading)) throw new NotPresented('contact-refused');
	const id = newId<'version'>();
	const [before] = await lastVersion(tx, live);
	const prev = (before?.digest ?? null) as Digest | null;
	const claims = {
		iss: tools.issuer,
		iat: Math.floor(tools.at / 1000),
		jti: id,
		traject: live.row.traject,
		no: (before?.no ?? 0) + 1,
		prev
	};
	const leaves = reading.map(({ audience, part }) => ({
		part: part as unknown as Json,
		layer: audience === 'core' ? (0 as const) : (1 as const)
	}));
	const issued = await issue(claims, leaves, tools.random, tools.signer);
	const { circle } = live.table;
	const expected = expectedNow(live.table);
	return {
		facts: [
			{ to: 'circle', fact: { is: 'presented', version: id } },
			{
				to: 'version',
				version: id,
				fact: { is: 'issued', digest: issued.digest, expected, present: [...circle.seated] }
			}
		],
		rows: true,
		write: (tx) => keep(tx, live, id, claims, issued, reading)
	};
}

/** Rolls the closed gate back: thrown inside the transaction, answered as a polite no outside it. */
export class NotPresented extends Error {
	readonly code: FreezeRefusal;
	constructor(code: FreezeRefusal) {
		super(code);
		this.code = code;
	}
}

async function keep(
	tx: Writer,
	live: Live,
	id: VersionId,
	claims: { no: number; prev: Digest | null },
	issued: Issued,
	reading: readonly ReadPart[]
): Promise<void> {
	await tx.insert(version).values({
		id,
		traject: live.row.traject,
		circle: live.row.id,
		no: claims.no,
		prev: claims.prev ?? live.row.traject,
		digest: issued.digest,
		token: issued.token
	});
	await tx.insert(disclosure).values(
		issued.disclosures.map(({ digest, words }, at) => ({
			version: id,
			digest,
			words,
			audience: reading[at]?.audience ?? 'inner'
		}))
	);
}

/** The version this one follows: the last of the traject that was not withdrawn, by its chain. */
async function lastVersion(tx: Writer, live: Live) {
	return tx
		.select({ digest: version.digest, no: version.no })
		.from(version)
		.where(eq(version.traject, live.row.traject))
		.orderBy(desc(version.no))
		.limit(1);
}
