// The outbox of paper: what is asked is a row, whoever asks the same again finds the same row, and it is made once. It
// can fail and be made again, it survives a house that dies half-way, and it never touches a version.

import { and, asc, eq, isNull, lte, ne } from 'drizzle-orm';
import { digestOfJson } from '#lib/base/digest.ts';
import type { PersonId, TrajectId, VersionId } from '#lib/base/id.ts';
import { isNo, type No } from '#lib/base/no.ts';
import { isLanguage, type Language } from '#lib/words/say.ts';
import { oneAtATime } from '#server/store/one-at-a-time.ts';
import { errorFields, type Log } from '#server/log.ts';
import { NotMade, type Press, type Sheet } from '#server/paper/press.ts';
import { rendering } from '#server/store/agreed.ts';
import { erasuresOf } from '#server/store/renderings.ts';
import type { Store, Writer } from '#server/store/store.ts';

export const papers = ['copy', 'fridge'] as const;
/** What it is, and in which language: "copy:nl". */
export type What = `${(typeof papers)[number]}:${Language}`;

export type Asked = { readonly version: VersionId; readonly person: PersonId; readonly what: What };

/** What to draw now. `source`: a digest of all that will stand on it: another source is another paper. */
export type Source = { readonly traject: TrajectId; readonly source: string; readonly sheet: Sheet };

/** Looks anew whether this person may have it, each time it is made. */
export type SourceOf = (asked: Asked) => Promise<Source | No | null>;

export type Rendered =
	| { readonly is: 'made'; readonly bytes: Uint8Array }
	/** `trouble`: why it did not go the last time; it is tried again by itself. */
	| { readonly is: 'waiting'; readonly trouble: string | null };

export type Outbox = {
	/**
	 * Asks for it once, and says how it stands; waits `patience` milliseconds for it, if need be. A no, or null, is
	 * of the source.
	 */
	ask(asked: Asked, patience?: number): Promise<Rendered | No | null>;
	close(): Promise<void>;
};

const second = 1000;
/** After so many tries in vain: 10 s, 20 s, 40 s, and so on to an hour. */
const waitAfter = (tries: number): number => Math.min(5 * 2 ** tries, 3600) * second;
const atOnce = 20;

type Row = typeof rendering.$inferSelect;

export function openOutbox(tools: {
	readonly store: Store;
	readonly press: Press;
	readonly sourceOf: SourceOf;
	readonly now: () => number;
	readonly log: Log;
}): Outbox {
	const { store, press, sourceOf, now, log } = tools;
	const inHand = new Set<string>();
	const waiting = new Map<string, Set<() => void>>();
	let closed = false;
	let round: Promise<void> | null = null;
	let again = false;
	let timer: NodeJS.Timeout | undefined;

	/** One round at a time; what was asked meanwhile gets a next one. */
	function go(): void {
		if (closed) return;
		again = true;
		round ??= (async () => {
			while (again && !closed) {
				again = false;
				await all().catch((error: unknown) => log.error('paper', errorFields(error)));
			}
		})().finally(() => (round = null));
	}

	async function all(): Promise<void> {
		clearTimeout(timer);
		const due = await store.read((db) =>
			db
				.select()
				.from(rendering)
				.where(and(isNull(rendering.bytes), lte(rendering.tryAt, new Date(now()))))
				.orderBy(asc(rendering.at))
				.limit(atOnce)
		);
		for (const row of due) if (!closed) await one(row);
		if (due.length > 0) again = true;
		else await sleep();
	}

	/** Until the next one is due, if any is. */
	async function sleep(): Promise<void> {
		const [next] = await store.read((db) =>
			db
				.select({ at: rendering.tryAt })
				.from(rendering)
				.where(isNull(rendering.bytes))
				.orderBy(asc(rendering.tryAt))
				.limit(1)
		);
		if (next && !closed) timer = setTimeout(go, Math.max(second, next.at.getTime() - now())).unref();
	}

	async function one(row: Row): Promise<void> {
		const mine = await store.write((tx) => claim(tx, row, now()));
		if (!mine) return;
		inHand.add(row.key);
		try {
			await make(row);
		} catch (error) {
			const code = error instanceof NotMade ? error.code : 'broken';
			log.warn('paper', { code, ...errorFields(error) });
			await store.write((tx) =>
				tx
					.update(rendering)
					.set({ trouble: code })
					.where(and(eq(rendering.key, row.key), isNull(rendering.bytes)))
			);
		} finally {
			inHand.delete(row.key);
			for (const done of waiting.get(row.key) ?? []) done();
		}
	}

	async function make(row: Row): Promise<void> {
		const asked = askedBy(row);
		const before = await store.read((db) => erasuresOf(db, row.version));
		const found = asked && (await sourceOf(asked));
		// No longer theirs, or no longer so: whoever still wants it asks anew.
		if (!found || isNo(found) || found.source !== row.source)
			return void (await store.write((tx) =>
				tx.delete(rendering).where(and(eq(rendering.key, row.key), isNull(rendering.bytes)))
			));
		const bytes = await press.make(found.sheet);
		await store.write(async (tx) => {
			// Words may have been destroyed since they were read: then it is drawn anew. Whoever destroys some holds this lock.
			await oneAtATime(tx, row.traject);
			const still = (await erasuresOf(tx, row.version)) === before;
			await tx
				.update(rendering)
				.set(still ? { bytes, trouble: null, madeAt: new Date(now()) } : { tryAt: new Date(now()) })
				.where(and(eq(rendering.key, row.key), isNull(rendering.bytes)));
		});
	}

	/** Resolves when this one was tried, or after so many milliseconds. */
	function settled(key: string, patience: number): Promise<void> {
		const all = waiting.get(key) ?? new Set();
		waiting.set(key, all);
		return new Promise((resolve) => {
			const done = () => {
				clearTimeout(late);
				all.delete(done);
				if (all.size === 0) waiting.delete(key);
				resolve();
			};
			const late = setTimeout(done, patience).unref();
			all.add(done);
		});
	}

	go();
	return {
		async ask(asked, patience = 0) {
			const found = await sourceOf(asked);
			if (!found || isNo(found)) return found;
			const { traject, source } = found;
			const key = digestOfJson({ ...asked, source });
			const at = new Date(now());
			const row = await store.write(async (tx) => {
				const [there] = await tx.select().from(rendering).where(eq(rendering.key, key));
				if (there?.bytes) return there;
				const { version, person, what } = asked;
				// What it was before is nobody's paper any more.
				await tx
					.delete(rendering)
					.where(
						and(
							eq(rendering.version, version),
							eq(rendering.person, person),
							eq(rendering.what, what),
							ne(rendering.key, key)
						)
					);
				if (!there)
					await tx
						.insert(rendering)
						.values({ key, traject, version, person, what, source, tryAt: at, at })
						.onConflictDoNothing();
				// A house that died with it in hand left no trouble: nothing to wait for.
				else if (there.trouble === null && !inHand.has(key))
					await tx.update(rendering).set({ tryAt: at }).where(eq(rendering.key, key));
				return there ?? null;
			});
			if (row?.bytes) return { is: 'made', bytes: row.bytes };
			const done = patience > 0 ? settled(key, patience) : null;
			go();
			if (!done) return { is: 'waiting', trouble: row?.trouble ?? null };
			await done;
			const [after] = await store.read((db) => db.select().from(rendering).where(eq(rendering.key, key)));
			return after?.bytes
				? { is: 'made', bytes: after.bytes }
				: { is: 'waiting', trouble: after?.trouble ?? null };
		},
		async close() {
			closed = true;
			clearTimeout(timer);
			await press.close();
			await round;
		}
	};
}

/** True for who takes it first: two houses on one database do not both draw it. */
async function claim(tx: Writer, row: Row, now: number): Promise<boolean> {
	const taken = await tx
		.update(rendering)
		.set({ tries: row.tries + 1, tryAt: new Date(now + waitAfter(row.tries + 1)) })
		.where(and(eq(rendering.key, row.key), eq(rendering.tries, row.tries), isNull(rendering.bytes)))
		.returning({ key: rendering.key });
	return taken.length > 0;
}

function askedBy({ version, person, what }: Row): Asked | null {
	const [paper, language] = what.split(':');
	const known = papers.find((one) => one === paper);
	if (!known || !person || !isLanguage(language)) return null;
	return { version: version as VersionId, person: person as PersonId, what: `${known}:${language}` };
}
