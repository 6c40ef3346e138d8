import { expect, it } from 'vitest';
import type { PersonId, VersionId } from '#lib/base/id.ts';
import { comingsOf } from '#lib/circle/comings.ts';
import type { CircleFact } from '#lib/circle/fact.ts';

const [nele, fatou, wim] = ['nele', 'fatou', 'wim'] as PersonId[] as [PersonId, PersonId, PersonId];
const seated = (person: PersonId): CircleFact => ({ is: 'seated', person });
const left = (person: PersonId): CircleFact => ({ is: 'left', person });
const round = (round: number): CircleFact => ({ is: 'round-begun', round, queue: null });
const version = 'v' as VersionId;

it('says in which round somebody came later, or went home earlier', () => {
	const comings = comingsOf([seated(nele), seated(wim), round(0), round(2), seated(fatou), left(wim)]);
	expect(comings.get(nele)).toEqual({ joined: null, left: null, heard: true });
	expect(comings.get(fatou)).toEqual({ joined: 3, left: null, heard: true });
	expect(comings.get(wim)).toEqual({ joined: null, left: 3, heard: true });
});

it('who comes back was not gone; who left before the rounds, left before the rounds', () => {
	expect(comingsOf([seated(wim), left(wim)]).get(wim)?.left).toBe(0);
	expect(comingsOf([seated(wim), left(wim), round(0), seated(wim)]).get(wim)).toEqual({
		joined: null,
		left: null,
		heard: true
	});
});

it('who sits down once the plan lies there heard nothing of the draft, until there is a next one', () => {
	const facts: CircleFact[] = [seated(nele), { is: 'presented', version }, seated(fatou)];
	expect(comingsOf(facts).get(fatou)?.heard).toBe(false);
	expect(comingsOf([...facts, { is: 'reopened' }]).get(fatou)?.heard).toBe(true);
	expect(comingsOf([...facts, left(fatou), { is: 'reopened' }]).get(fatou)?.heard).toBe(false);
});
