import { expect, it } from 'vitest';
import type { Digest } from '#lib/base/digest.ts';
import type { PersonId } from '#lib/base/id.ts';
import { textOf, type PaperOf } from '#lib/paper/blocks.ts';
import { momentOf } from '#lib/paper/day.ts';
import { editions, saysIn } from '#lib/paper/editions.ts';
import { pageOf } from '#lib/paper/page.ts';
import { proofSheet } from '#lib/paper/proof.ts';
import { nothingBeside } from '#lib/version/opened.ts';
import type { Act } from '#lib/version/proof.ts';
import { sayer } from '#lib/words/say.ts';

const say = sayer(editions[0].nl, 'nl');
const [steven, amal, later] = ['steven', 'amal', 'later'] as PersonId[] as [PersonId, PersonId, PersonId];
const act = (said: Act['said'], more: Partial<Act> = {}): Act => ({
	person: steven,
	at: Date.UTC(2026, 9, 6, 14, 5) / 1000,
	how: 'device',
	witness: null,
	aloud: null,
	by: 'device',
	said,
	...more
});
const person = (id: PersonId, name: string) =>
	({ part: 'person', id, name, label: '', present: true, answers: true, key: null }) as const;
const paper = (acts: readonly Act[], more: Partial<PaperOf> = {}): PaperOf => ({
	copy: {
		...{ no: 2, at: 1_790_000_000, digest: 'd' as Digest, answers: [], beside: nothingBeside },
		parts: [person(steven, 'Steven'), person(amal, 'Amal')]
	},
	beside: { acts, erased: [] },
	...{ me: steven, standing: { is: 'in-force' }, say, six: 'een twee', where: 'hier/verify' },
	...more
});
const text = (acts: readonly Act[]) => textOf(proofSheet(paper(acts))).join(' | ');

it('says who, what, when, how, beside whom, read out by whom and with whose key', () => {
	const read = { language: 'fa-AF', by: amal };
	const yes = act({ is: 'answer', answer: 'yes', mark: 'M0 0' }, { aloud: read });
	expect(text([yes])).toContain(
		'Steven | staat hierachter | 6 oktober 2026, 16.05 u: op het eigen toestel; voorgelezen in een andere taal door Amal; getekend met de eigen sleutel; met een eigen teken, dat in het planbestand zit.'
	);
	const typed = act({ is: 'answer', answer: 'no', mark: null }, { how: 'paper', witness: amal, by: 'house' });
	expect(text([typed])).toContain('op papier geschreven; overgetypt door Amal; dit huis tekende');
});

it('a key that joined was written on no paper: somebody was there', () => {
	const joined = act({ is: 'key', of: 'device' }, { how: 'house', witness: amal, by: 'house' });
	expect(text([joined])).toContain(
		'6 oktober 2026, 16.05 u: Amal was erbij; dit huis tekende dat het zo gegeven werd.'
	);
	const old = act({ is: 'answer', answer: 'yes', mark: null }, { how: 'house', witness: amal, by: 'house' });
	expect(text([old])).toContain('op papier geschreven; overgetypt door Amal');
});

it('names nobody this copy does not name, and no reader it does not show', () => {
	const said = text([
		act({ is: 'answer', answer: 'seen', mark: null }, { person: later }),
		act({ is: 'sees', given: true, reader: null })
	]);
	expect(said).toContain('Iemand die niet in dit exemplaar staat | heeft het gezien');
	expect(said).toContain('vindt goed dat iemand een stuk leest');
});

it('somebody who came later is said to be, and why the paper has no name for them', () => {
	const copy = { ...paper([]).copy };
	const answers = [{ person: later, answer: 'yes', words: '', until: null, target: null } as const];
	const said = textOf(pageOf(paper([], { copy: { ...copy, answers } }))).join(' | ');
	expect(said).toContain('Iemand die er later bij kwam | staat hierachter');
	expect(said).toContain('staat niet met naam in deze planversie');
	expect(textOf(pageOf(paper([]))).join()).not.toContain('niet met naam');
});

it('an edition that had no proof sheet prints none of it', () => {
	const first = saysIn('nl', false).at(-1);
	if (!first) throw new Error('one edition');
	const old = textOf(pageOf(paper([], { beside: null, say: first.say }))).join(' | ');
	expect([first.proof, old.includes('Hoe het gezegd werd')]).toEqual([false, false]);
});

it('every edition has its words for a copy with nothing beside it', () => {
	for (const language of ['nl', 'en'])
		for (const { say, proof } of saysIn(language, false)) {
			const { copy, beside } = paper([]);
			expect(textOf(pageOf(paper([], { copy, beside: proof ? beside : null, say }))).length).toBeGreaterThan(
				5
			);
		}
});

it('a moment is the clock of the circles, summer and winter', () => {
	expect(momentOf(Date.UTC(2026, 0, 5, 23, 30) / 1000, say)).toBe('6 januari 2026, 00.30 u');
	expect(momentOf(Date.UTC(2026, 6, 5, 23, 30) / 1000, say)).toBe('6 juli 2026, 01.30 u');
});
