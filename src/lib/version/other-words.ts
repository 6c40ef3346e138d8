// *In andere woorden*: beside a part that stays here, a part for everybody, with what its voice lets the school read.
// Only the part that stays names the other; the other names nothing, and is in shape and place as any part is, so
// that who has only that one is not told that there is more (SPEC.md, *In other words*).

import type { ItemId, LineId, PersonId } from '#lib/base/id.ts';
import type { People } from '#lib/people/person.ts';
import { mayWordAnew } from '#lib/plan/other-words.ts';
import type { Part, ReadPart } from '#lib/version/part.ts';

/** `id`: of the part to come, drawn for it. */
export type OtherWords = { readonly id: ItemId; readonly person: PersonId; readonly text: string };

/** The part as it stays, and the one for everybody; or the part alone, where nobody may word it anew. */
export function inOtherWords(
	people: People,
	others: ReadonlyMap<ItemId | LineId, OtherWords>,
	read: ReadPart
): ReadPart[] {
	const { audience, part } = read;
	const other = audience === 'inner' && 'id' in part ? others.get(part.id as ItemId | LineId) : undefined;
	const stands = other && standIn(people, part, other);
	if (!stands) return [read];
	return [
		{ audience, part: { ...part, school: other.id } as Part },
		{ audience: 'core', part: stands }
	];
}

/** No more than what it is, whose, and the words: not by when, who asks, or why. */
function standIn(people: People, part: Part, { id, person, text }: OtherWords): Part | null {
	const mine = (kind: Parameters<typeof mayWordAnew>[0], owner: PersonId | null): boolean =>
		mayWordAnew(kind, owner, person, people.get(person)?.role);
	switch (part.part) {
		case 'line':
			if (part.person !== person || part.about !== null) return null;
			return {
				...{ part: 'line', id: id as unknown as LineId, person, name: part.name, behalf: part.behalf },
				...{ kind: part.kind, about: null, text, typedBy: null }
			};
		case 'engagement':
		case 'not-now':
			if (!mine(part.part, part.owner)) return null;
			return {
				...{ part: part.part, id, owner: part.owner, ownerName: part.ownerName, text, when: '' },
				...{ asker: null, askerName: '', yes: part.yes }
			};
		case 'goal':
			return mine('goal', null) ? { part: 'goal', id, level: part.level, text, signs: '' } : null;
		case 'together':
			return mine('together', null) ? { part: 'together', id, heading: part.heading, text } : null;
		case 'network':
			return mine('network', null) ? { part: 'network', id, text, how: '' } : null;
		case 'person':
		case 'silence':
		case 'phrase':
		case 'ask':
		case 'outcome':
			return null;
		default:
			return mine(part.part, null) ? { part: part.part, id, text } : null;
	}
}

/** The ids of parts that stand for another of these: whoever has that other one does not read it twice. */
export function standingIn(parts: readonly Part[]): ReadonlySet<string> {
	return new Set(parts.flatMap((part) => ('school' in part && part.school ? [part.school as string] : [])));
}

/** What the school reads of a part that stays; null when nothing, or when it was erased. */
export function schoolReads(parts: readonly Part[], part: Part): string | null {
	const id = 'school' in part ? part.school : undefined;
	const other = id && parts.find((one) => 'id' in one && one.id === (id as string));
	return other && 'text' in other ? other.text : null;
}
