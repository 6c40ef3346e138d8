// Mijn versie, as it is kept: a statement of act `annex`, and beside it for whom it is. It is told to nobody: who may
// read it, finds it in their copy.

import { asc, eq } from 'drizzle-orm';
import { clean } from '#lib/base/clean.ts';
import { digestOfJson, type Digest } from '#lib/base/digest.ts';
import { parseId, type PersonId, type VersionId } from '#lib/base/id.ts';
import { isNo, no, type No } from '#lib/base/no.ts';
import { readStatement, signStatement, type SignedStatement, type Statement } from '#lib/seal/statement.ts';
import { mayAdd, type AccountRefusal, type AccountTo } from '#lib/version/account.ts';
import { listedIn } from '#server/chain/said.ts';
import type { SeatWho } from '#server/door/seat.ts';
import type { House } from '#server/house.ts';
import { statement } from '#server/store/agreed.ts';
import { account } from '#server/store/beside.ts';
import type { Reader, Writer } from '#server/store/store.ts';
import { atVersion, havingOf, type AtVersion } from '#server/table/at-version.ts';
import type { Decided } from '#server/table/hall.ts';
import { isOwnHand } from '#server/table/own-hand.ts';
import { isKept, keepStatement, type Signed } from '#server/table/statements.ts';

export type AccountNo =
	| AccountRefusal
	/** More than anybody needs; every copy of who reads them holds them all. */
	| 'account-too-many'
	| 'not-signed-well'
	| 'looked-into';

/** Of one person beside one version. */
const mostAccounts = 20;

export type AccountRead = {
	readonly digest: Digest;
	readonly person: PersonId;
	/** Null: the words are gone. */
	readonly words: string | null;
	/** Digest of the disclosure that holds the words, or held them. */
	readonly hidden: readonly Digest[];
	readonly to: AccountTo;
	/** Seconds since 1970 UTC, by the clock of whoever signed. */
	readonly at: number;
	readonly how: Statement['how'];
};

/** Every own account beside a version, the oldest first. */
export async function readAccounts(db: Reader, id: VersionId): Promise<AccountRead[]> {
	const rows = await db
		.select({ said: statement, to: account.readers })
		.from(account)
		.innerJoin(statement, eq(statement.digest, account.statement))
		.where(eq(account.version, id))
		.orderBy(asc(account.at));
	return rows.flatMap(({ said, to }): AccountRead[] => {
		const read = readStatement(said.token, said.disclosures);
		if (isNo(read) || read.act !== 'annex') return [];
		const { digest, person, at, how } = read;
		const [hidden, words] = [listedIn(said.token), read.hidden.words?.is ?? null];
		return [{ digest, person, words, hidden, to, at, how }];
	});
}

export type AccountAsked = {
	readonly words: string;
	readonly to: 'all' | 'not-school' | 'named' | null;
	/** Ids, with `named`. */
	readonly people: readonly string[];
	/** Signed on the own device; null: the house signs, and says so. */
	readonly signed: Signed | null;
};

/** Lays it beside the version; null: no such version, or not theirs. */
export async function addAccount(
	house: House,
	who: SeatWho,
	named: string,
	asked: AccountAsked
): Promise<'added' | No<AccountNo> | null> {
	const at = await atVersion(house, who, named);
	if (!at) return null;
	const to = readTo(asked);
	if (!to) return no('account-for-whom');
	const refused = await house.hall.commit(at.circle, at.me, null, (tx, live) => {
		const now = live.table.versions.get(at.id) ?? at.version;
		return decide(house, tx, { ...at, live, version: now }, { ...asked, to });
	});
	return refused ? (refused as No<AccountNo>) : 'added';
}

function readTo({ to, people }: AccountAsked): AccountTo | null {
	if (to === null) return null;
	const ids = people.flatMap((one) => parseId<'person'>(one) ?? []);
	return to === 'named' ? { to, people: [...new Set(ids)].sort() } : { to };
}

async function decide(
	house: House,
	tx: Writer,
	at: AtVersion,
	{ to, words: typed, signed }: { to: AccountTo; words: string; signed: AccountAsked['signed'] }
): Promise<Decided | No> {
	const words = clean(typed);
	const refused = mayAdd(at.version.state.is, words, to, havingOf(at.live, at.version));
	if (refused) return refused;
	if (!(await house.chains.isSoundToAgree(tx, at.live.row.traject))) return no('looked-into');
	const before = (await readAccounts(tx, at.id)).filter(({ person }) => person === at.me);
	const last = before.at(-1);
	// Pressed twice, or a reply that was lost: the same words for the same people are there already.
	if (last?.words === words && digestOfJson(last.to) === digestOfJson(to)) return { facts: [] };
	if (before.length >= mostAccounts) return no('account-too-many');
	const made = signed ? await ownHand(tx, at, words, signed) : await houseSigns(house, at, words);
	if (isNo(made)) return made;
	// Signed once is for whom it was then: sent again it is for nobody else.
	if (await isKept(tx, at.id, made)) return no('not-signed-well');
	const { traject } = at.live.row;
	return {
		facts: [],
		write: async (tx) => {
			const of = { traject, version: at.id };
			await keepStatement(tx, of, made);
			await tx.insert(account).values({ ...of, statement: made.digest, readers: to });
		}
	};
}

async function ownHand(
	tx: Writer,
	{ id, live, version, me }: AtVersion,
	words: string,
	signed: Signed
): Promise<SignedStatement | No<'not-signed-well'>> {
	const read = readStatement(signed.token, signed.disclosures);
	if (isNo(read) || read.act !== 'annex' || read.hidden.words?.is !== words) return no('not-signed-well');
	const rightPlace = read.version === version.digest && read.traject === live.row.traject;
	if (!rightPlace || read.person !== me || read.aloud !== null) return no('not-signed-well');
	const own = await isOwnHand(tx, { id, digest: version.digest }, read);
	return own ? { ...signed, digest: read.digest } : no('not-signed-well');
}

function houseSigns(house: House, { live, version, me }: AtVersion, words: string) {
	const { random, signer } = house.moveTools;
	const about = { version: version.digest, traject: live.row.traject, person: me, aloud: null };
	const how = { at: Math.floor(house.hall.now() / 1000), how: 'house', witness: null } as const;
	return signStatement({ ...about, ...how, act: 'annex', words }, random, signer);
}
