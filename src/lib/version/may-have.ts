// What of a statement goes into one reader's copy of a version. An answer has rules of its own.

import type { Digest } from '#lib/base/digest.ts';
import type { PersonId } from '#lib/base/id.ts';
import { unreachable } from '#lib/base/no.ts';

/** A statement that is no answer, by what of it decides who may have it. */
export type Stated = {
	readonly digest: Digest;
	/** The digest of what it speaks of: the version, or an annex. */
	readonly version: Digest;
	readonly act: 'help' | 'sees' | 'key' | 'annex' | 'erased';
	readonly person: PersonId;
	/** Of an erasure: the digests of the disclosures whose words are gone. */
	readonly erased: readonly Digest[];
};

export type StatementReader = {
	/** Whose copy it is; a confidant has no statement of whom they read along with for that. */
	readonly persons: ReadonlySet<PersonId>;
	readonly role: string;
	/** The answers are shown. */
	readonly shown: boolean;
	/** Digests of the version and of the annexes in this copy. */
	readonly about: ReadonlySet<Digest>;
	/** Digests of all disclosures this reader may have, those whose words are gone too. */
	readonly mayRead: ReadonlySet<Digest>;
	/** Digests of other people's own accounts (*mijn versie*) that this reader sees. */
	readonly accounts: ReadonlySet<Digest>;
};

/**
 * `whole`: with its words; `open`: that it was said, and no words; `nothing`: not even that.
 * Of oneself one has everything. A key is everybody's to check with. An erasure is told to who could have read what is
 * gone, as it would tell others that it was there. Consent to the help is shown with the answers, to all but a school,
 * which keeps no professional secret. To whom somebody showed parts is theirs alone.
 */
export function mayHaveStatement(stated: Stated, reader: StatementReader): 'whole' | 'open' | 'nothing' {
	if (!reader.about.has(stated.version)) return 'nothing';
	if (reader.persons.has(stated.person) && stated.act !== 'erased') return 'whole';
	switch (stated.act) {
		case 'key':
			return 'open';
		case 'erased': {
			if (!stated.erased.every((digest) => reader.mayRead.has(digest))) return 'nothing';
			return reader.persons.has(stated.person) ? 'whole' : 'open';
		}
		case 'help':
			return reader.shown && reader.role !== 'school' ? 'open' : 'nothing';
		case 'annex':
			return reader.accounts.has(stated.digest) ? 'whole' : 'nothing';
		case 'sees':
			return 'nothing';
		default:
			return unreachable(stated.act);
	}
}
