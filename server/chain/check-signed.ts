// What is signed, asked of the signatures themselves: versions of this house's keys, the words they list, answers and
// statements in the hand of who may.

import { setImmediate as breathe } from 'node:timers/promises';
import { digestOfText, type Digest } from '#lib/base/digest.ts';
import type { PersonId, TrajectId } from '#lib/base/id.ts';
import { isNo } from '#lib/base/no.ts';
import { handOf, readAnyAnswer } from '#lib/seal/any-answer.ts';
import { readPayload, versionKind, type Claims } from '#lib/seal/claims.ts';
import { readDisclosure } from '#lib/seal/disclosure.ts';
import type { Hands } from '#lib/seal/hand.ts';
import { joinedIn } from '#lib/seal/joined.ts';
import { thumbprint, type PublicJwk } from '#lib/seal/key.ts';
import { readStatement } from '#lib/seal/statement.ts';
import { unpack } from '#lib/seal/text.ts';
import { checkSignature, parseToken } from '#lib/seal/token.ts';
import { readPart } from '#lib/wire/part.ts';
import type { Say } from '#server/chain/check.ts';
import type { Agreed } from '#server/chain/rows.ts';

type Version = Agreed['versions'][number];
type Answer = Agreed['answers'][number];

/** Between two signatures others get their turn: a circle may be going on. */
export async function signedFaults(
	of: TrajectId,
	agreed: Agreed,
	keys: readonly PublicJwk[],
	say: Say
): Promise<void> {
	const { versions, disclosures, answers, statements } = agreed;
	const erased = new Set<string>();
	const said = statements.flatMap((one) => {
		const read = readStatement(one.token, one.disclosures);
		return isNo(read) ? [] : read;
	});
	let before: Version | null = null;
	for (const version of versions) {
		await breathe();
		if (version.no !== (before?.no ?? 0) + 1) say('version', version.id, 'version-gap');
		else if (version.prev !== (before?.digest ?? of)) say('version', version.id, 'version-prev');
		before = version;
		const sealed = sealedIn(version, of, keys);
		const listed = sealed?.listed;
		if (!listed) say('version', version.id, 'version-token');
		const its = disclosures.filter((one) => one.version === version.id);
		for (const { digest, words } of its) {
			const row = `${version.id}/${digest}`;
			if (listed && !listed.has(digest)) say('disclosure', row, 'disclosure-unlisted');
			if (words === null && !erased.has(digest)) say('disclosure', row, 'words-gone');
			if (words !== null && digestOfText(words) !== digest) say('disclosure', row, 'disclosure-other');
		}
		const devices = devicesIn(its.flatMap(({ words }) => words ?? []));
		for (const answer of answers.filter((one) => one.version === version.id)) {
			await breathe();
			const person = answer.person as PersonId;
			const joined = joinedIn(said, version.digest as Digest, person, keys);
			const hands = {
				named: devices.get(person) ?? null,
				joined,
				house: keys,
				origin: sealed?.claims.iss ?? ''
			};
			answerFaults(answer, version, hands, erased, say);
		}
	}
	for (const one of statements)
		if (digestOfText(one.token) !== one.digest) say('statement', one.digest, 'statement-token');
}

/** What a version claims and the digests it lists, or null when its token is not this row's. */
function sealedIn(
	row: Version,
	of: TrajectId,
	keys: readonly PublicJwk[]
): { readonly claims: Claims; readonly listed: ReadonlySet<string> } | null {
	const token = parseToken(row.token, versionKind.typ, 'kid');
	if (isNo(token) || digestOfText(row.token) !== row.digest) return null;
	const key = keys.find((one) => thumbprint(one) === token.header['kid']);
	if (!key || checkSignature(token, key)) return null;
	const payload = unpack(token.payload);
	const read = payload === null ? null : readPayload(versionKind, payload);
	if (!read || 'no' in read) return null;
	const { jti, traject, no, prev } = read.claims;
	const same = jti === row.id && traject === of && no === row.no && (prev ?? of) === row.prev;
	return same ? read : null;
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

function answerFaults(
	row: Answer,
	version: Version,
	hands: Hands,
	erased: ReadonlySet<string>,
	say: Say
): void {
	const read = readAnyAnswer(row.token, row.disclosures);
	if (isNo(read)) return say('answer', row.digest, 'answer-token');
	const same =
		read.digest === row.digest &&
		read.version === version.digest &&
		read.traject === version.traject &&
		read.person === row.person &&
		read.nonce === row.nonce;
	if (!same) say('answer', row.digest, 'answer-token');
	if (!handOf(read, hands)) say('answer', row.digest, 'answer-hand');
	if ((!read.words || !read.target) && !erased.has(row.digest)) say('answer', row.digest, 'words-gone');
}
