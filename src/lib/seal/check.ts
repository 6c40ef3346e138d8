// Checks a file whole: the copy, the house's word on it, the annexes, and everything that was said, each in
// somebody's hand. One bad piece spoils the file. FORMAT.md §12.

import type { PersonId } from '#lib/base/id.ts';
import { isNo, no, type No } from '#lib/base/no.ts';
import { handOf, readAnyAnswer, type AnyAnswer, type AnyAnswerRefusal } from '#lib/seal/any-answer.ts';
import { statementTyp } from '#lib/seal/body.ts';
import { readFile, type CopyFile, type FileRefusal, type NewFile } from '#lib/seal/file.ts';
import { inWhoseHand, isHouseKey, type Hands } from '#lib/seal/hand.ts';
import { trustedOn, type HouseKey } from '#lib/seal/house-keys.ts';
import { joinedIn } from '#lib/seal/joined.ts';
import { thumbprint, type PublicJwk } from '#lib/seal/key.ts';
import { readState, type State, type StateRefusal } from '#lib/seal/state.ts';
import { readStatement, type Statement } from '#lib/seal/statement.ts';
import { typOf } from '#lib/seal/token.ts';
import {
	verifyAnnex,
	verifyCopy,
	type Part,
	type TrustedKey,
	type Verified,
	type VerifiedAnnex,
	type VerifyRefusal
} from '#lib/seal/verify.ts';

export type CheckRefusal =
	| FileRefusal
	| VerifyRefusal
	| AnyAnswerRefusal
	| StateRefusal
	/** The key in the file is not the one that signed the version. */
	| 'file-key'
	/** The state of another version. */
	| 'state-elsewhere'
	/** An annex to another version, or of another traject or house. */
	| 'annex-elsewhere'
	/** The same annex twice. */
	| 'annex-twice'
	/** An answer or a statement to another version, or of another traject. */
	| 'answer-elsewhere'
	/** The same answer or statement twice. */
	| 'answer-twice'
	/** In nobody's hand: neither the person's own key nor the house. */
	| 'answer-signer';

/** `unnamed`: on a device, but this copy does not show which device was this person's. */
export type By = 'device' | 'passkey' | 'house' | 'unnamed';
export type CheckedAnswer = AnyAnswer & { readonly by: By };
export type CheckedStatement = Statement & { readonly by: By };

export type Checked = Verified & {
	readonly answers: readonly CheckedAnswer[];
	/** None in a file of the old form. */
	readonly statements: readonly CheckedStatement[];
	/** None in a file of the old form. Perhaps not all there are. */
	readonly annexes: readonly VerifiedAnnex[];
	/** Null in a file of the old form, which does not say. */
	readonly state: State | null;
	readonly saved: number;
};

/** Named, and without a device: then no device speaks for them but one that joined. No thumbprint is this. */
export const noDevice = 'none';

/** The thumbprint of the device key that the parts name for a person; `noDevice`; or null when they do not show them. */
export type DeviceKeyOf = (parts: readonly Part[], person: PersonId) => string | null;

/**
 * Checks a file: form, keys, copy, state, annexes, statements, answers, each list in its own order. A house key is the
 * one that signed the version and what it handed on to; and, when that is this house's, every key of this house.
 */
export function checkFile(
	text: string,
	keys: readonly TrustedKey[],
	deviceKeyOf: DeviceKeyOf
): Checked | No<CheckRefusal> {
	const file = readFile(text);
	if (isNo(file)) return file;
	const listed = keysIn(file);
	const trusted = trustedOn(listed, keys);
	const carried = listed.map(({ jwk }) => jwk);
	const verified = verifyCopy(file.copy, trusted, carried);
	if (isNo(verified)) return verified;
	if (!carried.some((key) => thumbprint(key) === thumbprint(verified.key))) return no('file-key');
	const house = houseKeys(verified, listed, trusted);
	const beside = file.format === 2 ? besideCopy(file, verified, house) : { annexes: [], state: null };
	if (isNo(beside)) return beside;
	const said = readAll(file, [verified, ...beside.annexes]);
	if (isNo(said)) return said;
	const { answers, statements } = inHands(said, verified, house, deviceKeyOf);
	const placed = [...statements, ...answers];
	if (placed.length < said.answers.length + said.statements.length) return no('answer-signer');
	return { ...verified, ...beside, answers, statements, saved: file.saved };
}

function keysIn(file: CopyFile): readonly HouseKey[] {
	return file.format === 2 ? file.keys : [{ jwk: file.key, from: 0, until: null, handed: null }];
}

function houseKeys(
	{ key, issuer }: Verified,
	listed: readonly HouseKey[],
	trusted: readonly TrustedKey[]
): readonly PublicJwk[] {
	const own = issuer === 'house' ? trusted.filter(({ trust }) => trust === 'house') : [];
	const after = trustedOn(listed, [{ jwk: key, trust: 'pinned' }]);
	return [...after, ...own].map(({ jwk }) => jwk);
}

function besideCopy(
	file: NewFile,
	{ claims, digest }: Verified,
	house: readonly PublicJwk[]
): Pick<Checked, 'state' | 'annexes'> | No<CheckRefusal> {
	const state = readState(file.state, house);
	if (isNo(state)) return state;
	if (state.version !== digest) return no('state-elsewhere');
	const keys = house.map((jwk) => ({ jwk, trust: 'house' as const }));
	const annexes: VerifiedAnnex[] = [];
	for (const copy of file.annexes) {
		const annex = verifyAnnex(copy, keys, []);
		if (isNo(annex)) return annex;
		const { of, traject, iss } = annex.claims;
		if (of !== digest || traject !== claims.traject || iss !== claims.iss) return no('annex-elsewhere');
		if (annexes.some((one) => one.digest === annex.digest)) return no('annex-twice');
		annexes.push(annex);
	}
	return { state, annexes };
}

type Said = { readonly answers: readonly AnyAnswer[]; readonly statements: readonly Statement[] };

/** Every statement, then every answer: each good by itself, about one of these tokens, and there once. */
function readAll(file: CopyFile, about: readonly [Verified, ...VerifiedAnnex[]]): Said | No<CheckRefusal> {
	const seen = new Set<string>();
	const misplaced = (one: AnyAnswer | Statement): No<CheckRefusal> | null => {
		if (one.traject !== about[0].claims.traject) return no('answer-elsewhere');
		if (!about.some(({ digest }) => digest === one.version)) return no('answer-elsewhere');
		if (seen.has(one.digest)) return no('answer-twice');
		seen.add(one.digest);
		return null;
	};
	const statements: Statement[] = [];
	for (const { token, disclosures } of file.format === 2 ? file.statements : []) {
		const one = readStatement(token, disclosures);
		if (isNo(one)) return one;
		if (one.act === 'answer') return no('statement-act');
		const wrong = misplaced(one);
		if (wrong !== null) return wrong;
		statements.push(one);
	}
	const answers: AnyAnswer[] = [];
	for (const { token, disclosures } of file.answers) {
		const later = file.format === 1 && typOf(token) === statementTyp;
		const one = later ? no('header-typ') : readAnyAnswer(token, disclosures);
		if (isNo(one)) return one;
		const wrong = misplaced(one);
		if (wrong !== null) return wrong;
		answers.push(one);
	}
	return { answers, statements };
}

/** Those in somebody's hand, and whose. A key joins for a person by a statement to the version itself. */
function inHands(
	{ answers, statements }: Said,
	{ parts, digest, claims }: Verified,
	house: readonly PublicJwk[],
	deviceKeyOf: DeviceKeyOf
): Pick<Checked, 'answers' | 'statements'> {
	const handsOf = (person: PersonId): Hands => ({
		named: deviceKeyOf(parts, person),
		joined: joinedIn(statements, digest, person, house),
		house,
		origin: claims.iss
	});
	const byOf = (
		one: { how: string; key: PublicJwk },
		by: Exclude<By, 'unnamed'> | null,
		hands: Hands
	): By | null =>
		by === null && one.how === 'device' && hands.named === null && !isHouseKey(one.key, house)
			? 'unnamed'
			: by;
	return {
		statements: statements.flatMap((one) => {
			const hands = handsOf(one.person);
			const by = byOf(one, inWhoseHand(one, hands), hands);
			return by === null ? [] : { ...one, by };
		}),
		answers: answers.flatMap((one) => {
			const hands = handsOf(one.person);
			const by = byOf(one, handOf(one, hands), hands);
			return by === null ? [] : { ...one, by };
		})
	};
}
