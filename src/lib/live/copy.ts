// My copy, checked in my own browser: the words I read are the ones whose seal was verified here, by code
// this page has, with this house's keys. What it cannot know is said beside it.

import type { Digest } from '#lib/base/digest.ts';
import type { PersonId, SeatId, TrajectId, VersionId } from '#lib/base/id.ts';
import { isNo, no, type No } from '#lib/base/no.ts';
import { checkFile, noDevice, type Checked } from '#lib/seal/check.ts';
import type { PublicJwk } from '#lib/seal/key.ts';
import type { Part as SealedPart, TrustedKey } from '#lib/seal/verify.ts';
import { checkHead, type Head, type HeadCheck } from '#lib/version/head.ts';
import type { Beside, GivenAnswer, Opened } from '#lib/version/opened.ts';
import { nameIn, type Act } from '#lib/version/proof.ts';
import type { Part } from '#lib/version/part.ts';
import { readPart } from '#lib/wire/part.ts';

export type OpenedCopy = Opened & {
	readonly traject: TrajectId;
	readonly issuer: Checked['issuer'];
	/** The key that signed the version, and the house's address in it. */
	readonly key: PublicJwk;
	readonly iss: string;
	readonly head: HeadCheck;
	/** How it stands, by the house's word; null in a file of the old form. */
	readonly state: Checked['state'];
	readonly statements: Checked['statements'];
	readonly annexes: Checked['annexes'];
	/** Everything that was said, the first too, with how it was given: for the proof sheet. */
	readonly acts: readonly Act[];
	/** At whose request words of it were destroyed, and when: seconds. */
	readonly erased: readonly { readonly person: PersonId; readonly at: number }[];
	/** The digests of the answers it carries. */
	readonly given: readonly Digest[];
	/** The file as it came, to save. */
	readonly file: string;
};

/** `copy-not-here` when it could not be fetched now, `copy-held` when it is not handed, `looked-into` when the house
 * looks at it first; all others are of the seal. */
export async function fetchCopy(
	seat: SeatId,
	version: VersionId,
	house: readonly PublicJwk[]
): Promise<OpenedCopy | No> {
	try {
		const answer = await fetch(`/seat/${seat}/copy/${version}`, { headers: { 'x-rondetafel': '1' } });
		if (answer.status === 403) return no('copy-held');
		if (answer.status === 423) return no('looked-into');
		return answer.ok ? openCopy(await answer.text(), house) : no('copy-not-here');
	} catch {
		return no('copy-not-here');
	}
}

/** Checks a copy file and reads it; the first time a device sees a version it remembers it. */
export function openCopy(file: string, house: readonly PublicJwk[]): OpenedCopy | No {
	const keys: TrustedKey[] = house.map((jwk) => ({ jwk, trust: 'house' }));
	const checked = checkFile(file, keys, deviceKeyOf);
	if (isNo(checked)) return checked;
	const { claims, digest, issuer } = checked;
	const parts = partsOf(checked.parts);
	const head = remembered(claims.traject);
	const answers = checked.answers.flatMap((one) => (one.version === digest ? one.digest : []));
	return {
		no: claims.no,
		at: claims.iat,
		digest,
		traject: claims.traject,
		issuer,
		key: checked.key,
		iss: claims.iss,
		head: checkHead(head, { no: claims.no, digest, prev: claims.prev, answers }),
		given: answers,
		state: checked.state,
		statements: checked.statements,
		annexes: checked.annexes,
		parts,
		answers: answersTo(checked, digest),
		beside: besideIn(checked, parts),
		acts: actsIn(checked),
		erased: checked.statements.flatMap(({ act, person, at }) => (act === 'erased' ? { person, at } : [])),
		file
	};
}

const partsOf = (sealed: readonly SealedPart[]): Part[] => sealed.flatMap(({ part }) => readPart(part) ?? []);

/** Of the version, or of one annex: what is said to one is nothing to the other. */
const answersTo = ({ answers }: Checked, digest: Digest): GivenAnswer[] =>
	answers
		.filter(({ version }) => version === digest)
		.map(({ person, answer, words, until, target }) => ({
			person,
			answer,
			words: words?.text ?? null,
			until,
			target: target?.of ?? null
		}));

function besideIn(checked: Checked, parts: readonly Part[]): Beside {
	const annexes = checked.annexes.map(({ digest, claims, parts: sealed }) => ({
		...{ digest, at: claims.iat, parts: partsOf(sealed), answers: answersTo(checked, digest) }
	}));
	const accounts = checked.statements.flatMap((one) => {
		// Of a device this copy does not name anybody may say whose it is: it stands in the proof, and counts as nobody's.
		if (one.act !== 'annex' || one.version !== checked.digest || one.by === 'unnamed') return [];
		const { digest, person, at } = one;
		return [{ digest, person, name: nameIn(parts, person) ?? '', words: one.hidden.words?.is ?? null, at }];
	});
	return { accounts, annexes };
}

function actsIn({ answers, statements, digest }: Checked): Act[] {
	const said = answers
		.filter(({ version }) => version === digest)
		.map((one): Act => ({
			...givenAs(one),
			said: { is: 'answer', answer: one.answer, mark: one.mark?.path ?? null }
		}));
	const beside = statements.flatMap((one): Act[] => {
		switch (one.act) {
			case 'help':
				return [{ ...givenAs(one), said: { is: 'help', given: one.given } }];
			case 'sees':
				return [
					{ ...givenAs(one), said: { is: 'sees', given: one.given, reader: one.hidden.reader?.is ?? null } }
				];
			case 'key':
				return [{ ...givenAs(one), said: { is: 'key', of: one.of } }];
			case 'annex':
				return [{ ...givenAs(one), said: { is: 'account' } }];
			default:
				return [];
		}
	});
	return [...said, ...beside];
}

const givenAs = ({ person, at, how, witness, aloud, by }: Omit<Act, 'said'>) => ({
	...{ person, at, how, witness, aloud, by }
});

/** The key a version names for a person's own device. */
function deviceKeyOf(parts: readonly SealedPart[], person: PersonId): string | null {
	for (const { part } of parts) {
		const read = readPart(part);
		if (read?.part === 'person' && read.id === person) return read.key ?? noDevice;
	}
	return null;
}

const place = (traject: TrajectId): string => `rondetafel/head/${traject}`;

function remembered(traject: TrajectId): Head | null {
	try {
		const kept: unknown = JSON.parse(localStorage.getItem(place(traject)) ?? 'null');
		const head = kept as Partial<Head> | null;
		return head && typeof head.no === 'number' && typeof head.digest === 'string'
			? {
					no: head.no,
					digest: head.digest as Digest,
					answers: Array.isArray(head.answers) ? head.answers : []
				}
			: null;
	} catch {
		return null;
	}
}

/** Remembers a version this device saw on this house, and its answers; never an earlier one than it knew. */
export function remember(copy: OpenedCopy): void {
	if (copy.issuer !== 'house' || copy.head !== 'goes-on') return;
	try {
		const { no, digest, given: answers } = copy;
		localStorage.setItem(place(copy.traject), JSON.stringify({ no, digest, answers }));
	} catch {
		// A browser that keeps nothing cannot notice an older version; the proof on paper still can.
	}
}
