// How each thing was said of a version: four acts, four records (domain.md §6.1). Was there · underwrites the plan ·
// consents to the help · consents that somebody sees a part. On screens and in print all look alike; here they are told apart.

import type { PersonId } from '#lib/base/id.ts';
import type { Part } from '#lib/version/part.ts';
import type { AnswerKind } from '#lib/version/version.ts';

/** One thing that was said, as it was read and checked on this device. */
export type Act = {
	readonly person: PersonId;
	/** Seconds since 1970 UTC, by the clock of whoever signed. */
	readonly at: number;
	readonly how: 'device' | 'passkey' | 'tablet' | 'spoken' | 'paper' | 'house';
	/** Who saw or heard it, or typed it over. */
	readonly witness: PersonId | null;
	/** Read out in that language by that person. */
	readonly aloud: { readonly language: string; readonly by: PersonId } | null;
	/** In whose hand; `unnamed`: of a device this copy does not name. */
	readonly by: 'device' | 'passkey' | 'house' | 'unnamed';
	readonly said:
		/** `mark`: drawn by hand, as the path of an SVG; decoration. */
		| { readonly is: 'answer'; readonly answer: AnswerKind; readonly mark: string | null }
		| { readonly is: 'help'; readonly given: boolean }
		/** `reader`: null when this copy does not show it. */
		| { readonly is: 'sees'; readonly given: boolean; readonly reader: string | null }
		/** Mijn versie. */
		| { readonly is: 'account' }
		| { readonly is: 'key'; readonly of: 'device' | 'passkey' };
};

/**
 * How it was given, in the one word a proof sheet has for it. Before there was a word for paper, an answer beside a witness on
 * the house was it. Null: a key joins in no way of its own, but in sight of somebody.
 */
export function wayOf({ how, witness, said }: Act): Act['how'] | null {
	if (said.is === 'key') return null;
	return said.is === 'answer' && how === 'house' && witness !== null ? 'paper' : how;
}

export type Proof = {
	readonly present: readonly string[];
	readonly answers: readonly Act[];
	readonly help: readonly Act[];
	readonly sees: readonly Act[];
	readonly accounts: readonly Act[];
	readonly keys: readonly Act[];
};

/** The four records apart, and the keys that joined; within each in the order of the file, later ones below. */
export function proofOf(parts: readonly Part[], acts: readonly Act[]): Proof {
	const of = (is: Act['said']['is']) => acts.filter(({ said }) => said.is === is);
	return {
		present: parts.flatMap((part) => (part.part === 'person' && part.present ? part.name : [])),
		answers: of('answer'),
		help: of('help'),
		sees: of('sees'),
		accounts: of('account'),
		keys: of('key')
	};
}

/** Null for somebody this copy does not name: asked later, or not for this reader. */
export function nameIn(parts: readonly Part[], person: PersonId): string | null {
	for (const part of parts) if (part.part === 'person' && part.id === person) return part.name;
	return null;
}
