// All that lies beside one version for one person: what their page of it shows, and whether something waits for them.

import type { Digest } from '#lib/base/digest.ts';
import type { ItemId, PersonId, VersionId } from '#lib/base/id.ts';
import type { Result } from '#lib/engagement/engagement.ts';
import { barBetween } from '#lib/people/bar.ts';
import type { Person } from '#lib/people/person.ts';
import { closedFor, type AccountTo } from '#lib/version/account.ts';
import { promiseDigest, type AnnexOutcome } from '#lib/version/annex.ts';
import { partsNamed, type OpenedAnnex, type PartOf } from '#lib/version/opened.ts';
import type { VersionState } from '#lib/version/version.ts';
import { readBars } from '#server/door/bars.ts';
import type { SeatWho } from '#server/door/seat.ts';
import type { House } from '#server/house.ts';
import type { Reader } from '#server/store/store.ts';
import { carriable, reviewsOf } from '#server/table/annex-said.ts';
import { draftsFor } from '#server/table/annex-write.ts';
import { answersFor, type AnnexRead } from '#server/table/annexes.ts';
import { atVersion, havingOf, type AtVersion } from '#server/table/at-version.ts';
import { besideFor } from '#server/table/beside-version.ts';
import { keyNamed } from '#server/table/own-hand.ts';
import { readSources, type Source } from '#server/table/private-sources.ts';

type Named = { readonly id: PersonId; readonly name: string; readonly label: string };

export type DraftView = {
	readonly id: string;
	readonly mine: boolean;
	readonly names: readonly string[];
	readonly promises: readonly {
		readonly id: ItemId;
		readonly ownerName: string;
		readonly text: string;
		readonly when: string;
		readonly askerName: string;
		readonly taken: boolean;
		/** Mine to take: the digest of these words. */
		readonly digest: Digest | null;
	}[];
	readonly outcomes: readonly AnnexOutcome[];
};

export type ReviewView = {
	readonly item: ItemId;
	readonly mine: 'owner' | 'follower' | null;
	readonly said: readonly { readonly name: string; readonly result: Result; readonly words: string }[];
};

export type AnnexView = OpenedAnnex & {
	readonly id: string;
	readonly names: readonly string[];
	/** Asked for an answer. */
	readonly asked: boolean;
	readonly answered: boolean;
	readonly promises: readonly PartOf<'engagement'>[];
	readonly reviews: readonly ReviewView[];
};

export type AccountView = {
	readonly digest: Digest;
	readonly mine: boolean;
	readonly name: string;
	readonly words: string | null;
	readonly at: number;
	readonly to: AccountTo['to'];
	/** Whom it is for, of my own, by name. */
	readonly names: readonly string[];
};

export type BesidePage = {
	readonly id: VersionId;
	readonly no: number;
	readonly digest: Digest;
	readonly traject: AtVersion['live']['row']['traject'];
	readonly me: PersonId;
	readonly state: VersionState['is'];
	/** Something can still be laid beside it. */
	readonly open: boolean;
	/** My device has a key that this version names. */
	readonly keyed: boolean;
	readonly leads: boolean;
	readonly accounts: readonly AccountView[];
	/** Who can be named. */
	readonly people: readonly Named[];
	/** Of them, who can promise something. */
	readonly owners: readonly PersonId[];
	readonly drafts: readonly DraftView[];
	readonly annexes: readonly AnnexView[];
	readonly carriable: readonly { readonly id: string; readonly texts: readonly string[] }[];
	/** For who leads: what two people brought in from a besloten tijd since, that can be written down here. */
	readonly sources: readonly Source[];
};

/** Null: no such version, or not theirs; both look the same. */
export async function besidePage(house: House, who: SeatWho, named: string): Promise<BesidePage | null> {
	const at = await atVersion(house, who, named);
	if (!at) return null;
	const { live, version, me, role, has, id } = at;
	const { traject } = live.row;
	const nameOf = (person: string | null) => (person && live.table.people.get(person as PersonId)?.name) || '';
	const others = (ids: readonly string[]) => ids.filter((one) => one !== me).map(nameOf);
	const open = closedFor(version.state.is) === null;
	const leads = me === live.table.circle.leader;
	const sources = leads && open ? await readSources(house, at) : [];
	return house.store.read(async (db) => {
		const beside = await besideFor(db, { traject, version: id }, { person: me, role, has });
		const drafts = await draftsFor(db, at);
		const bars = await readBars(db, traject);
		const known = new Set(drafts.flatMap(({ body }) => body.promises.map((one) => one.id)));
		for (const one of beside.annexes)
			for (const part of partsNamed(one.parts, 'engagement')) known.add(part.id);
		return {
			...{ id, no: at.no, digest: version.digest, traject, me, state: version.state.is, open, leads },
			keyed: (await keyNamed(db, id, me)) !== null,
			accounts: beside.accounts.map((one) => ({
				...{ digest: one.digest, words: one.words, at: one.at, to: one.to.to },
				...{ mine: one.person === me, name: nameOf(one.person) },
				names: one.person === me && one.to.to === 'named' ? one.to.people.map(nameOf) : []
			})),
			people: nameable(at)
				.filter((one) => !barBetween(bars, one.id, me))
				.map((one) => ({ id: one.id, name: one.name, label: one.label })),
			owners: [...version.expected],
			drafts: drafts.map(({ id, by, readers, body }) => ({
				...{ id, mine: by === me, names: others(readers), outcomes: body.outcomes },
				promises: body.promises.map((one) => ({
					...{ id: one.id, ownerName: nameOf(one.owner), text: one.text, when: one.when },
					...{ askerName: nameOf(one.asker), taken: one.yes === promiseDigest(one) },
					digest: one.owner === me ? promiseDigest(one) : null
				}))
			})),
			annexes: await Promise.all(beside.annexes.map((one) => annexView(db, one, me, others, nameOf))),
			carriable: open
				? (await carriable(db, at)).map((one) => ({
						id: one.id,
						texts: partsNamed(one.parts, 'engagement').map(({ ownerName, text }) => `${ownerName}: ${text}`)
					}))
				: [],
			sources: sources.filter((one) => !known.has(one.id))
		};
	});
}

/**
 * Whom one can name: who has a copy, as far as one knows of it. A confidant who was not at the table is known to who chose
 * them alone, and in a class nobody has a name.
 */
function nameable({ live, version, me }: AtVersion): Person[] {
	if (live.table.circle.setting === 'class') return [];
	const having = havingOf(live, version);
	const known = ({ id, confidantOf }: Person) =>
		version.expected.has(id) || version.present.has(id) || confidantOf === me;
	return [...live.table.people.values()].filter((one) => one.id !== me && having.has(one.id) && known(one));
}

async function annexView(
	db: Reader,
	one: AnnexRead,
	me: PersonId,
	others: (ids: readonly string[]) => string[],
	nameOf: (person: string | null) => string
): Promise<AnnexView> {
	const reviews = await reviewsOf(db, one.id);
	const promises = partsNamed(one.parts, 'engagement');
	return {
		...{
			id: one.id,
			digest: one.digest as Digest,
			at: Math.floor(one.at.getTime() / 1000),
			parts: one.parts
		},
		answers: answersFor(one, me).map(({ person, answer, words }) => ({
			...{ person, answer, words, until: null, target: null }
		})),
		names: others(one.readers),
		asked: one.asked.includes(me),
		answered: one.answers.some(({ person }) => person === me),
		promises,
		reviews: promises.map(({ id, owner, asker }) => ({
			item: id,
			mine: owner === me ? 'owner' : asker === me ? 'follower' : null,
			said: reviews
				.filter(({ item }) => item === id)
				.map(({ person, result, words }) => ({ name: nameOf(person), result: result as Result, words }))
		}))
	};
}

/** Whether something beside this version waits for this person: a promise to take, an annex to answer. Null: not theirs. */
export async function waitsBeside(house: House, who: SeatWho, named: string): Promise<boolean | null> {
	const at = await atVersion(house, who, named);
	if (!at) return null;
	if (closedFor(at.version.state.is)) return false;
	const of = { traject: at.live.row.traject, version: at.id };
	return house.store.read(async (db) => {
		const drafts = await draftsFor(db, at);
		if (drafts.some(({ body }) => body.promises.some((one) => one.owner === at.me && !one.yes))) return true;
		const { annexes } = await besideFor(db, of, { person: at.me, role: at.role, has: at.has });
		return annexes.some(
			({ asked, answers }) => asked.includes(at.me) && !answers.some(({ person }) => person === at.me)
		);
	});
}
