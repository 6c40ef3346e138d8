// What is signed, asked of the signatures themselves: versions of this house's keys, the words they list, answers and
// statements in the hand of who may.

import { setImmediate as breathe } from 'node:timers/promises';
import { digestOfText, type Digest } from '#lib/base/digest.ts';
import type { PersonId, TrajectId } from '#lib/base/id.ts';
import { isNo } from '#lib/base/no.ts';
import { versionKind } from '#lib/seal/claims.ts';
import { readDisclosure } from '#lib/seal/disclosure.ts';
import type { Hands } from '#lib/seal/hand.ts';
import { joinedIn } from '#lib/seal/joined.ts';
import type { PublicJwk } from '#lib/seal/key.ts';
import { readStatement } from '#lib/seal/statement.ts';
import { readPart } from '#lib/wire/part.ts';
import { annexFaults } from '#server/chain/check-annexes.ts';
import type { Say } from '#server/chain/check.ts';
import type { Agreed } from '#server/chain/rows.ts';
import { readSaidRow, type SaidRow } from '#server/chain/said.ts';
import { signedToken } from '#server/chain/token.ts';

type Version = Agreed['versions'][number];

/** Between two signatures others get their turn: a circle may be going on. */
export async function signedFaults(
	of: TrajectId,
	agreed: Agreed,
	keys: readonly PublicJwk[],
	say: Say
): Promise<void> {
	const { versions, disclosures, answers, statements } = agreed;
	const said = statements.map((row) => ({ row, said: readSaidRow(row) }));
	const erased = new Set<string>(said.flatMap(({ said }) => said?.erased ?? []));
	const devices = new Map<string, ReadonlyMap<string, string | null>>();
	const origins = new Map<string, string>();
	let before: Version | null = null;
	for (const version of versions) {
		await breathe();
		if (version.no !== (before?.no ?? 0) + 1) say('version', version.id, 'version-gap');
		else if (version.prev !== (before?.digest ?? of)) say('version', version.id, 'version-prev');
		before = version;
		const token = tokenOf(version, of, keys);
		if (!token) say('version', version.id, 'version-token');
		origins.set(version.id, token?.issuer ?? '');
		const its = disclosures.filter((one) => one.version === version.id);
		for (const { digest, words } of its) {
			const row = `${version.id}/${digest}`;
			if (token && !token.listed.has(digest)) say('disclosure', row, 'disclosure-unlisted');
			if (words === null && !erased.has(digest)) say('disclosure', row, 'words-gone');
			if (words !== null && digestOfText(words) !== digest) say('disclosure', row, 'disclosure-other');
		}
		devices.set(version.id, devicesIn(its.flatMap(({ words }) => words ?? [])));
	}
	const stated = statements.flatMap((row) => {
		const read = readStatement(row.token, row.disclosures);
		return isNo(read) ? [] : read;
	});
	const digestOf = (id: string) => (versions.find((one) => one.id === id)?.digest ?? '') as Digest;
	const handsOf = ({ version, person }: { version: string; person: string }): Hands => ({
		named: devices.get(version)?.get(person) ?? null,
		joined: joinedIn(stated, digestOf(version), person as PersonId, keys),
		house: keys,
		origin: origins.get(version) ?? ''
	});
	annexFaults(agreed, { of, keys, erased }, say);
	for (const [table, rows] of [['answer', answers] as const, ['statement', statements] as const])
		for (const row of rows) {
			await breathe();
			const version = versions.find(({ id }) => id === row.version);
			// What is said to an annex is a statement: of the version, that there is one, nothing tells.
			const beside = table === 'statement' ? agreed.annexes : [];
			const about = beside.filter((one) => one.version === row.version).map(({ digest }) => digest);
			saidFaults(table, row, { version, about }, { hands: handsOf(row), erased }, say);
		}
	for (const { row, said: read } of said)
		if (read && read.act !== row.act) say('statement', row.digest, 'statement-token');
}

type Token = { readonly listed: ReadonlySet<string>; readonly issuer: string };

/** The digests a version lists, and the house that issued it; null when its token is not this row's. */
function tokenOf(row: Version, of: TrajectId, keys: readonly PublicJwk[]): Token | null {
	const read = signedToken(versionKind, row, keys);
	if (!read) return null;
	const { jti, traject, no, prev, iss } = read.claims;
	const same = jti === row.id && traject === of && no === row.no && (prev ?? of) === row.prev;
	return same ? { listed: read.listed, issuer: iss } : null;
}

/** The key that a version names for each person's own device. */
function devicesIn(words: readonly string[]): ReadonlyMap<PersonId, string | null> {
	const found = new Map<PersonId, string | null>();
	for (const each of words) {
		const read = readDisclosure(each, 1);
		const [value] = isNo(read) ? [] : (read as readonly { readonly part?: unknown }[]);
		const part = readPart(value?.part);
		if (part?.part === 'person') found.set(part.id, part.key);
	}
	return found;
}

/** Asks one row of `answer` or `statement`; what it says is null when its token is not good. */
function saidFaults(
	table: 'answer' | 'statement',
	row: SaidRow & { readonly digest: string; readonly person: string; readonly nonce: string },
	{ version, about }: { readonly version: Version | undefined; readonly about: readonly string[] },
	around: { readonly hands: Hands; readonly erased: ReadonlySet<string> },
	say: Say
): void {
	const said = readSaidRow(row);
	const same =
		said?.digest === row.digest &&
		version !== undefined &&
		(said.version === version.digest || about.includes(said.version)) &&
		said.traject === version.traject &&
		said.person === row.person &&
		said.nonce === row.nonce;
	if (!said || !same) return say(table, row.digest, `${table}-token`);
	if (!said.isInHand(around.hands)) say(table, row.digest, `${table}-hand`);
	if (said.withheld.some((digest) => !around.erased.has(digest))) say(table, row.digest, 'words-gone');
}
