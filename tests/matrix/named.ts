// What a move may name: of our table, of another, or nothing that ever was.

import { randomBytes } from 'node:crypto';
import type { Digest } from '#lib/base/digest.ts';
import type { ItemId, LineId, PersonId, SeatId, SheetId, VersionId, VoiceId } from '#lib/base/id.ts';
import { itemDigest, wholeDigest, type Item } from '#lib/plan/item.ts';
import { signAnswer, type SignedAnswer } from '#lib/seal/answer.ts';
import type { PublicJwk } from '#lib/seal/key.ts';
import { nothing } from './addresses.ts';
import type { Table } from './table.ts';

export type Named = {
	readonly pupil: PersonId;
	readonly parent: PersonId;
	readonly school: PersonId;
	/** Of the traject, and not at this table. */
	readonly absent: PersonId;
	readonly order: readonly PersonId[];
	readonly voice: VoiceId;
	readonly line: LineId;
	readonly lineDigest: Digest;
	/** What the pupil shows to the parent, and to nobody else. */
	readonly shown: LineId;
	readonly core: SheetId;
	readonly inner: SheetId;
	readonly promise: { readonly id: ItemId; readonly digest: Digest };
	readonly within: { readonly id: ItemId; readonly digest: Digest };
	readonly notNow: { readonly id: ItemId; readonly digest: Digest };
	/** A besloten tijd that is over, with two sentences, and one that is only asked. */
	readonly talk: SheetId;
	readonly said: readonly { readonly id: ItemId; readonly digest: Digest }[];
	readonly asked: SheetId;
	readonly version: VersionId;
	readonly newcomer: SeatId;
	readonly second: SeatId;
	/** The pupil's own key, and an answer signed with it. */
	readonly key: PublicJwk;
	readonly signed: SignedAnswer;
};

/** The pupil of this table has a device with a key, and answered with it. */
export async function signedBy({
	traject,
	people,
	words,
	device
}: Table): Promise<Pick<Named, 'key' | 'signed'>> {
	const open = { answer: 'yes', at: 1_760_000_000, until: null, how: 'device', witness: null } as const;
	const said = { ...open, version: words.version, traject, person: people.pupil, words: '', target: null };
	const random = (count: number) => new Uint8Array(randomBytes(count));
	return { key: device.key, signed: await signAnswer(said, random, device) };
}

/** `at`: which of the pupil's lines. */
export function namedIn(
	{ people, version, newcomer, second, words }: Table,
	signed: Pick<Named, 'key' | 'signed'>,
	at: number
): Named {
	const of = (item: Item) => ({ id: item.id, digest: itemDigest(item) });
	const line = words.lines[at];
	if (!line) throw new Error('too few lines');
	return {
		...signed,
		...{ version, newcomer, second },
		...{ pupil: people.pupil, parent: people.parent, school: people.school, absent: people.grandmother },
		...{ order: words.order, voice: words.voice, line: line.id, lineDigest: line.digest, shown: words.shown },
		...{ core: words.core, inner: words.inner },
		...{ promise: of(words.promise), within: of(words.within), notNow: of(words.notNow) },
		...{ talk: words.talk, asked: words.asked },
		said: words.said.map((one) => ({ id: one.id, digest: wholeDigest(one) }))
	};
}

/** The same, and nothing of it was ever there. */
export function missing(named: Named): Named {
	const gone = (one: { readonly digest: Digest }) => ({ ...one, id: nothing });
	return {
		...named,
		...{ version: nothing, newcomer: nothing, second: nothing },
		...{ pupil: nothing, parent: nothing, school: nothing, absent: nothing },
		...{ order: [nothing], voice: nothing, line: nothing, shown: nothing, core: nothing, inner: nothing },
		...{ promise: gone(named.promise), within: gone(named.within), notNow: gone(named.notNow) },
		...{ talk: nothing, asked: nothing, said: named.said.map(gone) }
	};
}
