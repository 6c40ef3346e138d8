import { expect, it } from 'vitest';
import { idFrom, type PersonId } from '#lib/base/id.ts';
import { isNo } from '#lib/base/no.ts';
import { refuseInPlace, type ForSomebody, type SaidLast } from '#lib/version/in-place-of.ts';

const someone = (n: number): PersonId => idFrom<'person'>(new Uint8Array(16).fill(n));
const [steven, nele, wim] = [someone(1), someone(2), someone(3)];
const ownHand: SaidLast = { witness: null };
const seen: SaidLast = { witness: wim };
const asked: ForSomebody = { by: nele, person: steven, witness: wim, passed: false, anew: false };
const says = (last: SaidLast | null, change: Partial<ForSomebody> = {}) => {
	const refused = refuseInPlace(last, { ...asked, ...change });
	return isNo(refused) ? refused.no : null;
};

it('who said nothing yet, or said it in sight of somebody, says it in any way', () => {
	for (const last of [null, seen])
		for (const change of [{}, { by: steven, passed: true }, { by: steven, witness: null }])
			expect(says(last, change)).toBeNull();
});

it('what somebody said with their own hand, a tablet that goes round does not turn', () => {
	expect(says(ownHand, { by: steven, passed: true })).toBe('said-by-own-hand');
	expect(says(ownHand, { by: steven, passed: true, anew: true })).toBe('said-by-own-hand');
});

it('and whoever leads writes down another only when they ask for it, in sight of a third', () => {
	expect(says(ownHand)).toBe('not-yours-to-answer');
	expect(says(ownHand, { anew: true })).toBeNull();
	expect(says(ownHand, { anew: true, witness: nele })).toBe('no-witness');
	expect(says(ownHand, { anew: true, witness: null })).toBe('no-witness');
});

it('on their own page they take back or change what they said, whenever they want', () => {
	expect(says(ownHand, { by: steven, witness: null })).toBeNull();
});
