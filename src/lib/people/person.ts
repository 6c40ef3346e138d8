// The people of one traject and the voices they speak in. Rows, not facts; this file only reads them.

import type { PersonId, VoiceId } from '#lib/base/id.ts';
import { saysAdult, type Role } from '#lib/people/role.ts';

/** A person speaking in one capacity. `behalf`: the CLB speaking *namens school* (domain.md §3). */
export type Voice = { readonly id: VoiceId; readonly person: PersonId; readonly behalf: boolean };

export type Person = {
	readonly id: PersonId;
	/** First name, as on the place card. */
	readonly name: string;
	/** "moeder", "CLB", "leerkracht PAV": as the person says it. */
	readonly label: string;
	readonly role: Role;
	/** Whose confidant this is; a confidant whom nobody names is nobody at the table (S3-01). */
	readonly confidantOf: PersonId | null;
	/** The own voice first; a second one only *namens school*. */
	readonly voices: readonly [Voice, ...Voice[]];
};

export type People = ReadonlyMap<PersonId, Person>;

/** A confidant whom nobody names any more: they stay among the people, and have no place and hear nothing. */
export const isUnnamed = (person: Pick<Person, 'role' | 'confidantOf'> | undefined): boolean =>
	person?.role === 'confidant' && person.confidantOf === null;

export function voiceOf(people: People, voice: VoiceId): { person: Person; voice: Voice } | null {
	for (const person of people.values()) {
		const found = person.voices.find((one) => one.id === voice);
		if (found) return { person, voice: found };
	}
	return null;
}

/**
 * The voices somebody can speak in now. A voice *namens school* is gone as soon as that school
 * sits at the table itself.
 */
export function voicesNow(person: Person, schoolSits: boolean): readonly Voice[] {
	return schoolSits ? person.voices.filter((voice) => !voice.behalf) : person.voices;
}

/**
 * Who may put another's words in Dutch, or read Dutch out to them: never a pupil or another minor (S5-04). Of family and
 * friends only whom the word for them makes an adult; somebody else of them becomes *tolk*, and is asked their age.
 */
export function mayInterpret({ role, label }: Pick<Person, 'role' | 'label'>): boolean {
	if (role === 'pupil' || role === 'class') return false;
	return role !== 'network' || saysAdult(label);
}

/** The first letters of a name for a seat, at most two: "Steven" → "S", "An Sofie" → "AS". */
export function initials(name: string): string {
	return name
		.split(/[\s-]+/)
		.slice(0, 2)
		.map((part) => [...part][0] ?? '')
		.join('')
		.toUpperCase();
}
