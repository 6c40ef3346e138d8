// How the parties of a traject stand: in, asked for, or left (lib/people/party.ts).

import type { PersonId } from '#lib/base/id.ts';
import { partyOf, type Party, type PartyFact } from '#lib/people/party.ts';
import { partyStream } from '#server/door/seat.ts';
import { readStreams } from '#server/store/facts.ts';
import type { Reader } from '#server/store/store.ts';

/** How each of these stands; who has no facts is in. */
export async function readParties(db: Reader, who: readonly PersonId[]): Promise<Map<PersonId, Party>> {
	const found = await readStreams(db, who.map(partyStream));
	return new Map(
		who.map((one) => [one, partyOf((found.get(partyStream(one)) ?? []).map(({ body }) => body as PartyFact))])
	);
}
