// The consent beside an extract: that one reader sees these parts, or sees them no longer. A signed statement, in the
// pupil's own hand where their device can, else by the house.

import type { Digest } from '#lib/base/digest.ts';
import type { PersonId, TrajectId, VersionId } from '#lib/base/id.ts';
import { isNo, no, type No } from '#lib/base/no.ts';
import { inWhoseHand } from '#lib/seal/hand.ts';
import { readStatement, signStatement, type Statement, type StatementFields } from '#lib/seal/statement.ts';
import { partsNamed } from '#lib/version/opened.ts';
import type { Part } from '#lib/version/part.ts';
import type { House } from '#server/house.ts';
import { statement } from '#server/store/agreed.ts';
import type { Writer } from '#server/store/store.ts';

/** As it came from a page: signed on the own device; null: the house signs that it was said here. */
export type Signed = { readonly token: string; readonly disclosures: readonly string[] } | null;

type About = Pick<StatementFields, 'version' | 'traject' | 'person'> & {
	readonly reader: string;
	readonly shows: readonly Digest[];
	/** False: it is taken back. */
	readonly given: boolean;
};

export type Consent = Pick<Statement, 'digest' | 'nonce'> & NonNullable<Signed>;

/** What the pupil says, in their own hand where their device can; else the house writes down that it was said here. */
export async function consentOf(
	house: House,
	about: About,
	signed: Signed,
	key: string | null
): Promise<Consent | No<'not-signed-well'>> {
	const made = signed ?? (await houseSigns(house, about));
	const read = readStatement(made.token, made.disclosures);
	if (isNo(read) || read.act !== 'sees' || read.given !== about.given) return no('not-signed-well');
	const same = (['version', 'traject', 'person'] as const).every((name) => read[name] === about[name]);
	const { reader, shows, words } = read.hidden;
	// What it hides is kept whole, or the chain misses it; and nobody read it out.
	if (!words || read.aloud !== null) return no('not-signed-well');
	if (!same || reader?.is !== about.reader || shows?.is.join() !== about.shows.join())
		return no('not-signed-well');
	const hands = { named: key, joined: [], house: signed ? [] : house.keys(), origin: house.moveTools.issuer };
	return inWhoseHand(read, hands)
		? { ...made, digest: read.digest, nonce: read.nonce }
		: no('not-signed-well');
}

function houseSigns(house: House, about: About) {
	const { random, signer } = house.moveTools;
	const how = { at: Math.floor(house.hall.now() / 1000), how: 'house', witness: null, aloud: null } as const;
	return signStatement({ ...about, ...how, act: 'sees', words: '' }, random, signer);
}

/** The key that a version names for somebody's own device. */
export const keyOf = (all: readonly { readonly part: Part }[], who: PersonId): string | null =>
	partsNamed(
		all.map(({ part }) => part),
		'person'
	).find((part) => part.id === who)?.key ?? null;

export async function keepConsent(
	tx: Writer,
	of: { readonly traject: TrajectId; readonly version: VersionId; readonly person: PersonId },
	{ digest, token, disclosures, nonce }: Consent
): Promise<void> {
	await tx
		.insert(statement)
		.values({ ...of, digest, act: 'sees', token, disclosures: [...disclosures], nonce })
		.onConflictDoNothing({ target: statement.digest });
}
