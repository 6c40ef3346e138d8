import { expect, it } from 'vitest';
import { idFrom, type PersonId } from '#lib/base/id.ts';
import { nameIn, proofOf, wayOf, type Act } from '#lib/version/proof.ts';

const [zohra, parisa] = [1, 2].map((n) => idFrom<'person'>(new Uint8Array(16).fill(n))) as [
	PersonId,
	PersonId
];
const of = (said: Act['said'], more: Partial<Act> = {}): Act => ({
	...{ person: zohra, at: 1, how: 'device', witness: null, aloud: null, by: 'device', said },
	...more
});
const person = (id: PersonId, name: string, present: boolean) => ({
	...{ part: 'person' as const, id, name, label: '', present, answers: true, key: null }
});

it('the four records stand apart, and none is made out of another', () => {
	const acts = [
		of({ is: 'help', given: true }),
		of({ is: 'answer', answer: 'yes', mark: null }),
		of({ is: 'sees', given: false, reader: 'de nieuwe school' }),
		of({ is: 'help', given: false }),
		of({ is: 'key', of: 'device' })
	];
	const proof = proofOf([person(zohra, 'Zohra', false), person(parisa, 'Parisa', true)], acts);
	expect(proof.present).toEqual(['Parisa']);
	expect(proof.answers).toEqual([acts[1]]);
	expect(proof.help).toEqual([acts[0], acts[3]]);
	expect(proof.sees).toEqual([acts[2]]);
	expect(proof.keys).toEqual([acts[4]]);
	expect(proofOf([], [acts[1] as Act]).help).toEqual([]);
});

it('what the house wrote down with somebody beside it was paper, before paper had a word', () => {
	const answer = { is: 'answer', answer: 'yes', mark: null } as const;
	expect(wayOf(of(answer, { how: 'house', witness: parisa }))).toBe('paper');
	expect(wayOf(of(answer, { how: 'house' }))).toBe('house');
	expect(wayOf(of(answer, { how: 'spoken', witness: parisa }))).toBe('spoken');
});

it('who is not in this copy has no name in it', () => {
	expect([nameIn([person(zohra, 'Zohra', true)], zohra), nameIn([], zohra)]).toEqual(['Zohra', null]);
});
