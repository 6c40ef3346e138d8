// Whether somebody is in a traject: a party of a duty (OCJ) only once those it is about said yes to sharing with it (S2-05);
// whoever left, no longer (S2-10). Facts of a stream of their own. SPEC.md.

import type { Digest } from '#lib/base/digest.ts';
import type { PersonId } from '#lib/base/id.ts';
import { no, unreachable, type No } from '#lib/base/no.ts';

export type PartyFact =
	/** Added, and not in yet: these are asked for their yes. */
	| { readonly is: 'asked'; readonly of: readonly PersonId[] }
	/** `statement`: what the house signed of it; null where there is no version to say it beside. */
	| {
			readonly is: 'said';
			readonly person: PersonId;
			readonly given: boolean;
			readonly statement: Digest | null;
	  }
	| { readonly is: 'in' }
	| { readonly is: 'left' }
	| { readonly is: 'back' };

export type Party =
	| { readonly is: 'in' }
	/** Who is asked, and what each said last; who said nothing is not in it. */
	| { readonly is: 'asked'; readonly of: readonly PersonId[]; readonly said: ReadonlyMap<PersonId, boolean> }
	| { readonly is: 'left' };

/** Every polite no about it. Each has a sentence in words/. */
export type PartyRefusal =
	/** Of them no yes is asked for this party, or not any more. */
	'not-asked-here';

/** The last facts after which somebody has no access: asked, and left. A query asks it so (server/door/seat.ts). */
export const shutBy: readonly PartyFact['is'][] = ['asked', 'said', 'left'];

export function partyOf(facts: readonly PartyFact[]): Party {
	return facts.reduce<Party>(apply, { is: 'in' });
}

function apply(party: Party, fact: PartyFact): Party {
	switch (fact.is) {
		case 'asked':
			return { is: 'asked', of: fact.of, said: new Map() };
		case 'said':
			if (party.is !== 'asked') return party;
			return { ...party, said: new Map(party.said).set(fact.person, fact.given) };
		case 'left':
			return { is: 'left' };
		case 'in':
		case 'back':
			return { is: 'in' };
		default:
			return unreachable(fact);
	}
}

/** A yes or a no to sharing; with the last yes that was missing they are in, from that moment. */
export function decideSaid(
	party: Party,
	said: { readonly person: PersonId; readonly given: boolean; readonly statement: Digest | null }
): readonly PartyFact[] | No<PartyRefusal> {
	if (party.is !== 'asked' || !party.of.includes(said.person)) return no('not-asked-here');
	const all = new Map(party.said).set(said.person, said.given);
	const fact: PartyFact = { is: 'said', ...said };
	return party.of.every((one) => all.get(one) === true) ? [fact, { is: 'in' }] : [fact];
}

/** Words people use for a party that comes out of a duty, and is asked for before it hears anything. */
const duty =
	/\b(ocj\b|o\.c\.j|ondersteuningscentrum|jeugdrecht|sociale dienst|vertrouwenscentrum|consulent|politie|parket)/i;

/** Whether the pupil and the parents are asked first. */
export const asksToShare = (label: string): boolean => duty.test(label);

/** Who can be asked to come: everybody who is in, and did not leave. */
export const inTraject = <One extends { readonly party: { readonly is: Party['is'] } }>(
	people: readonly One[]
): One[] => people.filter(({ party }) => party.is === 'in');
