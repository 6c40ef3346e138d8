// S5-13: somebody who is expected is not reached. Each try is a fact, nothing waits for it, and no copy says "ouders"
// where one parent answered.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { isNo } from '#lib/base/no.ts';
import { openCopy } from '#lib/live/copy.ts';
import { textOf } from '#lib/paper/blocks.ts';
import { editions } from '#lib/paper/editions.ts';
import { pageOf } from '#lib/paper/page.ts';
import { sayer } from '#lib/words/say.ts';
import { newId } from '#server/door/secret.ts';
import { copyFor } from '#server/table/copies.ts';
import { moveFor } from '#server/table/moves.ts';
import { atTraject } from '#server/traject/at-traject.ts';
import { noteAttempt, readTried } from '#server/traject/prepared.ts';
import { hold } from './door-agreed.ts';
import { add, aCircle, aCoach, aHouse, aTraject, named } from './door-house.ts';
import { plannedGuests } from './door-plan.ts';

const house = aHouse();

it('a parent who is not reached is named so, with two tries, and nothing waits for it', async () => {
	const staff = await aCoach(house());
	const before = await aTraject(house(), staff);
	const father = await add(house(), before.traject, 'Karim', 'vader');
	const at = await atTraject({ house: house(), staff }, before.traject);
	const [steven, wim, joris] = ['Steven', 'Wim', 'Joris'].map((name) => named(at, name));
	if (!steven || !wim || !joris) throw new Error('nobody');
	const circle = await aCircle(at, { guests: plannedGuests(at, { [father]: 'not-reached' }) });
	const { store, hall } = house();
	const tried = { circle, who: father, by: joris, at: 1_800_000_000_000 };
	expect(await noteAttempt(store, { ...tried, seen: 0, how: 'phone' })).toBe(true);
	// The same page pressed twice is one try.
	expect(await noteAttempt(store, { ...tried, seen: 0, how: 'phone' })).toBe(false);
	expect(await noteAttempt(store, { ...tried, seen: 1, how: 'letter', at: tried.at + 1000 })).toBe(true);
	// Who comes is not tried.
	expect(await noteAttempt(store, { ...tried, who: wim, seen: 0, how: 'phone' })).toBe(false);
	const facts = (await store.read((db) => readTried(db, circle, [father, wim]))).get(father);
	expect(facts?.map(({ how, by, at }) => [how, by, at.getTime()])).toEqual([
		['phone', joris, tried.at],
		['letter', joris, tried.at + 1000]
	]);
	await hall.touch(circle);

	const promised = [{ owner: wim, asker: null, text: 'Ik bel zelf.', audience: 'core' } as const];
	const version = await hold(at, circle, promised);
	const words = { answer: 'yes', words: '', until: null, how: 'spoken', witness: null } as const;
	const answer = { do: 'answer', version, person: wim, ...words } as const;
	expect(await moveFor(house().moveTools, circle, { person: wim, seat: null }, newId(), answer)).toBeNull();
	expect((await hall.live(circle))?.table.versions.get(version)?.state.is).toBe('in-force');

	const who = { is: 'seat', seat: newId<'seat'>(), traject: at.traject, state: 'seated' } as const;
	const seat = { ...who, person: steven, role: 'pupil', circle: null, wall: false, tablet: null } as const;
	const copy = await copyFor(house(), seat, version);
	if (!copy || isNo(copy)) throw new Error('no copy');
	const opened = openCopy(copy.file, house().keys());
	if (isNo(opened)) throw new Error(opened.no);
	for (const language of ['nl', 'en'] as const) {
		const say = sayer(editions[0][language], language);
		const of = { me: steven, standing: { is: 'in-force' } as const, six: '', where: '' };
		const page = textOf(pageOf({ ...of, copy: opened, beside: opened, say })).join('\n');
		expect(page).toContain(
			language === 'nl' ? 'Karim: nog niet bereikt (2 pogingen)' : 'Karim: not reached yet (2 tries)'
		);
		expect(page).not.toMatch(together);
	}
});

/** What nobody is called by: each parent stands by name, with an answer of their own. */
const together = /\bouders\b|\bparents\b/i;

it.each(['copy', 'copies', 'pdf', 'answer', 'proof', 'story', 'table', 'sheet', 'onpaper', 'own', 'lead'])(
	'no sentence of %s says "ouders" of whoever signed',
	(group) => {
		for (const language of ['nl', 'en']) {
			const path = join(import.meta.dirname, '../../src/lib/words', language, `${group}.json`);
			const all = JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>;
			expect(Object.entries(all).filter(([, text]) => together.test(text))).toEqual([]);
		}
	}
);
