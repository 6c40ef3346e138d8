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
			/** Said on their own page; absent when somebody heard it and wrote it down, and in facts of before. */
			readonly own?: true;
	  }
	| { readonly is: 'in' }
	| { readonly is: 'left' }
	| { readonly is: 'back' };

/** What somebody said last; `own`: with their own hand, and so nobody else changes it. */
export type Word = { readonly given: boolean; readonly own: boolean };

export type Party =
	| { readonly is: 'in' }
	/** Who is asked, and what each said last; who said nothing is not in it. */
	| { readonly is: 'asked'; readonly of: readonly PersonId[]; readonly said: ReadonlyMap<PersonId, Word> }
	| { readonly is: 'left' };

/** Every polite no about it. Each has a sentence in words/. */
export type PartyRefusal =
	/** Of them no yes is asked for this party, or not any more. */
	| 'not-asked-here'
	/** They said it on their own page; only there it changes. */
	| 'said-themselves';

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
			return { ...party, said: new Map(party.said).set(fact.person, wordOf(fact)) };
		case 'left':
			return { is: 'left' };
		case 'in':
		case 'back':
			return { is: 'in' };
		default:
			return unreachable(fact);
	}
}

const wordOf = ({ given, own }: PartyFact & { is: 'said' }): Word => ({ given, own: own === true });

export type Saying = {
	readonly person: PersonId;
	readonly given: boolean;
	readonly own: boolean;
	readonly statement: Digest | null;
};

/**
 * A yes or a no to sharing; with the last yes that was missing they are in, from that moment. What somebody said with their
 * own hand is in nobody else's to change; the same again changes nothing.
 */
export function decideSaid(party: Party, said: Saying): readonly PartyFact[] | No<PartyRefusal> {
	const { person, given, own, statement } = said;
	if (party.is !== 'asked' || !party.of.includes(person)) return no('not-asked-here');
	const last = party.said.get(person);
	if (last?.own && !own) return no('said-themselves');
	if (last && last.given === given && last.own === own) return [];
	const fact: PartyFact = { is: 'said', person, given, statement, ...(own ? { own } : {}) };
	const yes = (one: PersonId) => (one === person ? given : party.said.get(one)?.given === true);
	return party.of.every(yes) ? [fact, { is: 'in' }] : [fact];
}

/** What one person was asked of a party, and said last; null: they were never asked. */
export function askedOf(
	facts: readonly PartyFact[],
	person: PersonId
): { readonly open: boolean; readonly word: Word | null } | null {
	const at = facts.findLastIndex((fact) => fact.is === 'asked' && fact.of.includes(person));
	if (at < 0) return null;
	const said = facts.slice(at).findLast((fact) => fact.is === 'said' && fact.person === person);
	return { open: partyOf(facts).is === 'asked', word: said?.is === 'said' ? wordOf(said) : null };
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
