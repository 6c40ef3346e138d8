// The consent beside an extract: that one reader sees these parts, or sees them no longer. A signed statement, in the
// pupil's own hand where their device can, else by the house.

import type { Digest } from '#lib/base/digest.ts';
import { isNo, no, type No } from '#lib/base/no.ts';
import { inWhoseHand } from '#lib/seal/hand.ts';
import { readStatement, signStatement, type StatementFields } from '#lib/seal/statement.ts';
import type { House } from '#server/house.ts';
import type { Signed } from '#server/table/statements.ts';

type About = Pick<StatementFields, 'version' | 'traject' | 'person'> & {
	readonly reader: string;
	readonly shows: readonly Digest[];
	/** False: it is taken back. */
	readonly given: boolean;
};

/** `signed`: on the own device; null: the house writes down that it was said here. `key`: that the version names for the pupil. */
export async function consentOf(
	house: House,
	about: About,
	signed: Signed | null,
	key: string | null
): Promise<Signed | No<'not-signed-well'>> {
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
	return inWhoseHand(read, hands) ? made : no('not-signed-well');
}

function houseSigns(house: House, about: About) {
	const { random, signer } = house.moveTools;
	const how = { at: Math.floor(house.hall.now() / 1000), how: 'house', witness: null, aloud: null } as const;
	return signStatement({ ...about, ...how, act: 'sees', words: '' }, random, signer);
}
