// One person's copy of a version: the token, and the words they may have. Who got theirs, and how, is kept.

import { and, eq } from 'drizzle-orm';
import type { Digest } from '#lib/base/digest.ts';
import { parseId, type CircleId, type PersonId, type TrajectId, type VersionId } from '#lib/base/id.ts';
import { isNo, no, type No } from '#lib/base/no.ts';
import { readAnyAnswer } from '#lib/seal/any-answer.ts';
import { copyOf } from '#lib/seal/copy.ts';
import { writeFile } from '#lib/seal/file.ts';
import { signState } from '#lib/seal/state.ts';
import { partAudience } from '#lib/version/part.ts';
import { mayRead } from '#lib/version/reading.ts';
import { readBars } from '#server/door/bars.ts';
import { can } from '#server/door/can.ts';
import { listedIn } from '#server/chain/said.ts';
import type { SeatWho } from '#server/door/seat.ts';
import { newId } from '#server/door/secret.ts';
import type { House } from '#server/house.ts';
import { answer, circle, disclosure, handed, note, version } from '#server/store/schema.ts';
import type { Reader } from '#server/store/store.ts';
import { noteDigest } from '#server/table/erasable.ts';
import { besideFor } from '#server/table/beside-version.ts';
import { readsAs } from '#server/table/live.ts';
import { noteOpening, type OpeningHow } from '#server/table/read-log.ts';
import { disclosedTo, partsShown } from '#server/table/reserves.ts';
import { readStatements, statementsFor } from '#server/table/statements.ts';

export type Copy = {
	readonly traject: TrajectId;
	readonly version: VersionId;
	readonly person: PersonId;
	/** The copy file of seal/FORMAT.md §12. */
	readonly file: string;
};

/** Has a sentence in words/, which does not say why. */
export type CopyRefusal =
	/** It names somebody who refuses contact with the one it is for (S1-10): staff see to it by hand. */
	| 'copy-held'
	/** What was agreed here does not hold as it stands in the house: somebody looks at it first. */
	| 'looked-into';

/** A person's copy, or null: no such version, or none of theirs; both look the same. */
export async function copyFor(
	house: House,
	who: SeatWho,
	named: string,
	to: 'read-copy' | 'print' = 'read-copy'
): Promise<Copy | No<CopyRefusal> | null> {
	const id = parseId<'version'>(named);
	const { person, role } = who;
	if (!id || !person || !role) return null;
	const row = await house.store.read((db) => readVersion(db, id));
	const live = row && (await house.hall.live(row.circle as CircleId));
	const state = live?.table.versions.get(id);
	if (!row || !live || !state) return null;
	const reader = readsAs(live, person);
	const thing = { is: 'copy' as const, traject: live.row.traject, person, named: state.expected.has(reader) };
	if (!can(who, to, thing)) return null;
	if (!(await house.store.read((db) => house.chains.isSound(db, live.row.traject)))) return no('looked-into');
	const words = await house.store.read((db) =>
		db.select().from(disclosure).where(eq(disclosure.version, id))
	);
	const mine = words.filter((one) => mayRead(role, partAudience(one.audience)));
	for (const one of new Set([reader, person]))
		if (await namesWhoRefuses(house, live.row.traject, one, mine)) return no('copy-held');
	const answers = await house.store.read((db) => readTokens(db, id));
	const shown = partsShown(mine.map((one) => one.words));
	// What came too late counts nowhere: it stands with who said it, and on nobody else's paper.
	const visible = answers.filter(
		(one) => one.person === person || (state.shown && !state.late.has(one.digest as Digest))
	);
	const [statements, beside] = await house.store.read(async (db) => [
		await readStatements(db, id),
		await besideFor(db, { traject: live.row.traject, version: id }, { person, role, has: true })
	]);
	const told = mayRead(role, 'inner') ? visible : visible.filter((one) => one.person === person);
	const own = statements.filter(({ read }) => read.person === person);
	const notes = await house.store.read((db) => notesRead(db, id, person));
	const besideIt = [
		...beside.digests,
		...[...told, ...own].flatMap(({ token }) => listedIn(token)),
		...notes
	];
	const now = Math.floor(house.hall.now() / 1000);
	const file = writeFile({
		format: 2,
		keys: house.history(),
		copy: copyOf(
			row.token,
			mine.flatMap((one) => one.words ?? [])
		),
		annexes: beside.annexes.map((one) => copyOf(one.token, one.disclosures)),
		answers: [
			...visible.map((one) => ({ token: one.token, disclosures: disclosedTo(one, person, shown) })),
			...beside.answers.map(({ token, disclosures }) => ({ token, disclosures }))
		],
		statements: statementsFor(statements, {
			persons: new Set([person]),
			role,
			shown: state.shown,
			about: new Set([state.digest, ...beside.annexes.map((one) => one.digest as Digest)]),
			mayRead: new Set([...mine.map((one) => one.digest as Digest), ...besideIt]),
			accounts: new Set(beside.accounts.map(({ digest }) => digest))
		}),
		state: await signState({ version: state.digest, state: state.state.is, at: now }, house.moveTools.signer),
		saved: now
	});
	return { traject: live.row.traject, version: id, person, file };

	async function readVersion(db: Reader, id: VersionId) {
		const [found] = await db
			.select()
			.from(version)
			.innerJoin(circle, eq(circle.id, version.circle))
			.where(eq(version.id, id));
		return found?.version ?? null;
	}
}

/** What stands for the notes beside a version that this person may read, in an erasure. */
async function notesRead(db: Reader, id: VersionId, person: PersonId): Promise<Digest[]> {
	const rows = await db.select().from(note).where(eq(note.about, id));
	return rows
		.filter(({ readers }) => readers === null || readers.includes(person))
		.map((row) => noteDigest(row.id));
}

type Disclosed = Pick<typeof disclosure.$inferSelect, 'words'>;

/** Whether these words name somebody who wants no contact with whom they are for. An id is found wherever it stands. */
async function namesWhoRefuses(
	house: House,
	traject: TrajectId,
	reader: PersonId,
	words: readonly Disclosed[]
): Promise<boolean> {
	const bars = await house.store.read((db) => readBars(db, traject));
	const refusing = bars.filter(({ other }) => other === reader);
	if (refusing.length === 0) return false;
	const read = words.map((one) => Buffer.from(one.words ?? '', 'base64url').toString('utf8'));
	return refusing.some(({ person }) => read.some((text) => text.includes(person)));
}

/** The persons a version's copy is held back from: it names somebody who refuses contact with them. */
export async function heldFrom(
	house: House,
	traject: TrajectId,
	id: VersionId,
	people: readonly { readonly id: PersonId; readonly role: string }[]
): Promise<Set<PersonId>> {
	const words = await house.store.read((db) =>
		db.select().from(disclosure).where(eq(disclosure.version, id))
	);
	const held = new Set<PersonId>();
	for (const { id: person, role } of people) {
		const theirs = words.filter((one) => mayRead(role, partAudience(one.audience)));
		if (await namesWhoRefuses(house, traject, person, theirs)) held.add(person);
	}
	return held;
}

/** Every answer, oldest first; a withdrawn or later one stands beside the earlier. */
async function readTokens(db: Reader, id: VersionId) {
	const rows = await db.select().from(answer).where(eq(answer.version, id)).orderBy(answer.at);
	return rows.flatMap((row) => {
		const read = readAnyAnswer(row.token, row.disclosures);
		// Of a target that was destroyed nobody can say whose part it was: its words are for who said them.
		const target = isNo(read) ? null : read.target ? read.target.of : '';
		return isNo(read) ? [] : [{ ...row, target }];
	});
}

/** `will-ask`: no copy of theirs; at home they read what they may ask after, and said yes to it (S1-11). */
export type Handing = 'opened' | 'saved' | 'printed' | 'on-paper' | 'will-ask';

/** Notes once that somebody got their copy in this way. */
export async function noteHanded(house: House, id: VersionId, person: PersonId, how: Handing): Promise<void> {
	await house.store.write(async (tx) => {
		const same = and(eq(handed.version, id), eq(handed.person, person), eq(handed.how, how));
		const there = await tx.select({ id: handed.id }).from(handed).where(same).limit(1);
		if (there.length === 0) await tx.insert(handed).values({ id: newId(), version: id, person, how });
	});
}

/** Somebody had their own copy: noted as handed, and in the read log, there perhaps by a nearer word. */
export async function noteRead(
	house: House,
	{ traject, version, person }: Copy,
	handing: Handing & OpeningHow,
	how: OpeningHow = handing
): Promise<void> {
	await noteHanded(house, version, person, handing);
	await noteOpening(house, { traject, version, person, extract: null, how });
}
