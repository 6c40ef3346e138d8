// Who opened which copy when. Told to the pupil whose plan it is, and to everybody of their own copy; to nobody else,
// as nobody is to learn here when a relative was last about.

import { and, desc, eq, gt, inArray, isNull } from 'drizzle-orm';
import type { PersonId, TrajectId, VersionId } from '#lib/base/id.ts';
import { can } from '#server/door/can.ts';
import type { SeatWho } from '#server/door/seat.ts';
import { newId } from '#server/door/secret.ts';
import type { House } from '#server/house.ts';
import { extract, opening } from '#server/store/agreed.ts';
import { person } from '#server/store/schema.ts';
import type { Reader } from '#server/store/store.ts';
import { readVersions } from '#server/table/versions.ts';

/** How a copy was had; an extract is opened by who was given its link, and has no seat here. */
export const openingHows = ['opened', 'saved', 'printed', 'pdf', 'extract'] as const;
export type OpeningHow = (typeof openingHows)[number];

export type Opening = {
	readonly traject: TrajectId;
	readonly version: VersionId;
	readonly how: OpeningHow;
} & (
	{ readonly person: PersonId; readonly extract: null } | { readonly person: null; readonly extract: string }
);

/** Within this the same again is the same: a page that fetches anew opens nothing twice. Milliseconds. */
const once = 5 * 60_000;

/** Appends a line, unless the same one was written a moment ago. */
export async function noteOpening(
	house: House,
	{ traject, version, person, extract, how }: Opening
): Promise<void> {
	const at = house.hall.now();
	await house.store.write(async (tx) => {
		const reader = person
			? eq(opening.person, person)
			: and(isNull(opening.person), eq(opening.extract, extract ?? ''));
		const same = and(eq(opening.version, version), eq(opening.how, how), reader);
		const [there] = await tx
			.select({ id: opening.id })
			.from(opening)
			.where(and(same, gt(opening.at, new Date(at - once))))
			.limit(1);
		if (there) return;
		await tx
			.insert(opening)
			.values({ id: newId(), traject, version, person, extract, how, at: new Date(at) });
	});
}

export type OpeningView = {
	readonly no: number;
	/** Milliseconds. */
	readonly at: number;
	readonly how: OpeningHow;
	readonly mine: boolean;
	/** Who opened it; of an extract, for whom it is. */
	readonly name: string;
	/** Empty for an extract. */
	readonly label: string;
};

/** What this seat may read of it, the newest first; null for who has no copy of anything. */
export async function readLog(
	house: House,
	who: SeatWho
): Promise<{ readonly whole: boolean; readonly lines: readonly OpeningView[] } | null> {
	const { person: me, traject } = who;
	if (!me) return null;
	const copy = { is: 'copy', traject, person: me } as const;
	if (!can(who, 'print', { ...copy, named: true })) return null;
	return house.store.read(async (db) => {
		const all = await readVersions(db, traject);
		const asked = all.filter(({ version }) => version.expected.has(me));
		// A class has many pupils, and is asked for no answer under a name: nobody there reads when others were about.
		const whole = can(who, 'read-every-opening', { ...copy, named: asked.length > 0 });
		return { whole, lines: await readLines(db, whole ? asked : all, me, whole) };
	});
}

async function readLines(
	db: Reader,
	versions: Awaited<ReturnType<typeof readVersions>>,
	me: PersonId,
	whole: boolean
): Promise<OpeningView[]> {
	if (versions.length === 0) return [];
	const numbers = new Map(versions.map(({ id, no }) => [id as string, no]));
	const mine = whole ? undefined : eq(opening.person, me);
	const rows = await db
		.select({ row: opening, name: person.name, label: person.label, reader: extract.reader })
		.from(opening)
		.leftJoin(person, eq(person.id, opening.person))
		.leftJoin(extract, eq(extract.id, opening.extract))
		.where(and(inArray(opening.version, [...numbers.keys()]), mine))
		.orderBy(desc(opening.at))
		.limit(500);
	return rows.map(({ row, name, label, reader }) => ({
		no: numbers.get(row.version) ?? 0,
		at: row.at.getTime(),
		how: openingHows.find((one) => one === row.how) ?? 'opened',
		mine: row.person === me,
		name: name ?? reader ?? '',
		label: label ?? ''
	}));
}
