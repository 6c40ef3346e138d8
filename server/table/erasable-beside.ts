// What beside a version can be erased, of what one person sees there: the words of an own account, a promise or a line of
// an annex, and what was said to one.

import { digestOfText } from '#lib/base/digest.ts';
import type { PersonId, TrajectId, VersionId } from '#lib/base/id.ts';
import type { Reader } from '#server/store/store.ts';
import { besideFor } from '#server/table/beside-version.ts';
import type { Erasable, Place } from '#server/table/erasable.ts';
import { hiddenWords, partIn, whose } from '#server/table/erasable-words.ts';
import { idOf } from '#server/table/reserves.ts';

type Found = Omit<Erasable, 'places'> & { readonly place: Place };

export async function readErasableBeside(
	db: Reader,
	of: { readonly traject: TrajectId; readonly version: VersionId },
	role: string,
	by: PersonId
): Promise<Found[]> {
	const { annexes, accounts } = await besideFor(db, of, { person: by, role, has: true });
	const { version } = of;
	const words = accounts.flatMap(({ digest, person, words, hidden, to }): Found[] => {
		const [its] = hidden;
		if (words === null || !its) return [];
		const known = to.to === 'named' ? [person, ...to.people] : null;
		const place = { version, digest: its, in: 'statement', row: digest, audience: 'core' } as const;
		return [{ what: digest, kind: 'account', person, text: words, readers: null, known, place }];
	});
	const sealed = annexes.flatMap(({ id, readers, disclosures }) =>
		disclosures.flatMap((one): Found[] => {
			const part = partIn(one);
			const what = part && idOf(part);
			if (!part || what === null || !('text' in part)) return [];
			const place = { version, digest: digestOfText(one), in: 'annex', row: id } as const;
			const its = {
				what,
				kind: part.part,
				person: whose(part),
				text: part.text,
				readers: null,
				known: readers
			};
			return [{ ...its, place: { ...place, audience: 'inner' } }];
		})
	);
	const said = annexes.flatMap(({ readers, answers, shown }) =>
		answers
			.filter(({ person }) => shown || person === by)
			.flatMap((one): Found[] =>
				hiddenWords(one).map(({ words: digest, text }) => ({
					...{ what: one.digest, kind: 'answer', person: one.person, text, readers: null, known: readers },
					place: { version, digest, in: 'statement', row: one.digest, audience: 'inner' }
				}))
			)
	);
	return [...words, ...sealed, ...said];
}
