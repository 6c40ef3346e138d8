// Contact bars at an extract (S1-10): its reader is only words, so they are held against the names of the traject.

import { eq } from 'drizzle-orm';
import { clean } from '#lib/base/clean.ts';
import type { PersonId, TrajectId } from '#lib/base/id.ts';
import { readBars } from '#server/door/bars.ts';
import type { House } from '#server/house.ts';
import { person } from '#server/store/schema.ts';

/** Whether it names, by id or by name, somebody who refuses contact with somebody its reader is called after. */
export async function isHeld(
	house: House,
	of: TrajectId,
	reader: string,
	picked: readonly { readonly words: string }[]
): Promise<boolean> {
	const bars = await house.store.read((db) => readBars(db, of));
	if (bars.length === 0) return false;
	const people = await house.store.read((db) => db.select().from(person).where(eq(person.traject, of)));
	const name = (id: PersonId) => people.find((one) => one.id === id)?.name ?? '';
	const said = picked.map(({ words }) => Buffer.from(words, 'base64url').toString('utf8')).join('\n');
	return bars.some(
		(bar) =>
			wordsIn(name(bar.other)).some((word) => wordsIn(reader).includes(word)) &&
			(said.includes(bar.person) || wordsIn(name(bar.person)).some((word) => wordsIn(said).includes(word)))
	);
}

/** A name has words of three letters: *Ter Wilgen*, and not *de*. */
const wordsIn = (text: string): string[] =>
	clean(text)
		.toLowerCase()
		.match(/\p{L}{3,}/gu) ?? [];
