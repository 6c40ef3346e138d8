// How often a door may be tried: counted in the database, so that every process counts together. One
// school is one address with sixty people, so what is personal is limited first (safety.md §2.3), and
// at doors that many people use from one address only a wrong try counts.

import { eq, sql, type SQL } from 'drizzle-orm';
import { isNo, no, type No } from '#lib/base/no.ts';
import { attempt } from '#server/store/schema.ts';
import type { Store, Writer } from '#server/store/store.ts';

export type Limit = { readonly most: number; /** Seconds. */ readonly within: number };

/** Tries per key. README names them. */
export const limits = {
	/** Sign-ins to one account that were wrong. */
	account: { most: 10, within: 900 },
	/** Wrong sign-ins from one network address. */
	address: { most: 60, within: 900 },
	/** Wrong codes from one address: sixty people may mistype twice. 120 tries of 387 million. */
	code: { most: 120, within: 600 },
	/** Looks at a link that opens nothing. A right one is let in always: 128 bits are not guessed. */
	link: { most: 120, within: 600 },
	/** Extracts of a link that opens none, apart: who mistypes one does not shut the door for place cards. */
	extract: { most: 120, within: 600 },
	/** Seats asked for with a code, from one address. */
	seat: { most: 150, within: 600 },
	setup: { most: 10, within: 900 },
	practice: { most: 30, within: 3600 }
} as const satisfies Record<string, Limit>;

export type Door = keyof typeof limits;

/** Too many tries: wait a while. Has a sentence in words/. */
export type TriedTooOften = 'too-many-tries';

/**
 * Counts one try and tells whether it is still within the limit. Counted before the door is tried, so
 * that many at once do not slip through together.
 */
export function countTry(store: Store, door: Door, key: string): Promise<boolean> {
	return store.write(async (tx) => (await count(tx, door, key)) <= limits[door].most);
}

/** A try that turned out right does not count. */
export async function takeTryBack(store: Store, door: Door, key: string): Promise<void> {
	const one = { count: sql`greatest(${attempt.count} - 1, 0)` };
	await store.write((tx) => tx.update(attempt).set(one).where(named(door, key)));
}

/** All that was counted under this key is forgotten. */
export async function forgetTries(store: Store, door: Door, key: string): Promise<void> {
	await store.write((tx) => tx.delete(attempt).where(named(door, key)));
}

/**
 * A door whose key can be guessed: after too many wrong tries it is not even looked at, by whoever comes
 * from there. Many at once wait for each other; a right try is not counted, so sixty people behind one
 * address come in together.
 */
export function tryDoor<T, Code extends string>(
	store: Store,
	door: Door,
	key: string,
	look: (tx: Writer) => Promise<T | No<Code>>
): Promise<T | No<Code | TriedTooOften>> {
	return store.write(async (tx) => {
		await tx
			.insert(attempt)
			.values({ key: nameOf(door, key), count: 0 })
			.onConflictDoNothing();
		const before = { count: sql<number>`case when ${fresh(door)} then ${attempt.count} else 0 end` };
		const [row] = await tx.select(before).from(attempt).where(named(door, key)).for('update');
		if (Number(row?.count ?? 0) >= limits[door].most) return no('too-many-tries');
		const said = await look(tx);
		if (isNo(said)) await count(tx, door, key);
		return said;
	});
}

const nameOf = (door: Door, key: string): string => `${door}:${key}`;
const named = (door: Door, key: string): SQL => eq(attempt.key, nameOf(door, key));
const fresh = (door: Door): SQL =>
	sql`${attempt.since} > now() - make_interval(secs => ${limits[door].within})`;

async function count(tx: Writer, door: Door, key: string): Promise<number> {
	const [row] = await tx
		.insert(attempt)
		.values({ key: nameOf(door, key), count: 1 })
		.onConflictDoUpdate({
			target: attempt.key,
			set: {
				count: sql`case when ${fresh(door)} then ${attempt.count} + 1 else 1 end`,
				since: sql`case when ${fresh(door)} then ${attempt.since} else now() end`
			}
		})
		.returning({ count: attempt.count });
	const now = row?.count ?? 1;
	if (now === 1) await tx.delete(attempt).where(sql`${attempt.since} < now() - interval '1 day'`);
	return now;
}
