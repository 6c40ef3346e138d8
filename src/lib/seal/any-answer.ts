// An answer in either form: the token of old, or a statement of act `answer`. Who reads answers reads these.
// FORMAT.md §7, §8.

import type { Digest } from '#lib/base/digest.ts';
import type { PersonId, TrajectId } from '#lib/base/id.ts';
import { isNo, no, type No } from '#lib/base/no.ts';
import { readAnswer, signedBy, type Answer, type AnswerRefusal } from '#lib/seal/answer.ts';
import { statementTyp } from '#lib/seal/body.ts';
import { inWhoseHand, type Aloud, type Hand, type Hands } from '#lib/seal/hand.ts';
import type { PublicJwk } from '#lib/seal/key.ts';
import type { AnswerKind } from '#lib/seal/said.ts';
import { readStatement, type Statement, type StatementRefusal } from '#lib/seal/statement.ts';
import { typOf } from '#lib/seal/token.ts';

export type AnyAnswer = {
	readonly version: Digest;
	readonly traject: TrajectId;
	readonly person: PersonId;
	readonly answer: AnswerKind;
	readonly at: number;
	readonly until: string | null;
	readonly how: Hand['how'];
	readonly witness: PersonId | null;
	readonly aloud: Aloud | null;
	readonly digest: Digest;
	readonly key: PublicJwk;
	readonly nonce: string;
	/** Null when withheld or erased; a text, perhaps empty, when disclosed. */
	readonly words: { readonly text: string } | null;
	/** Null when withheld or erased. `of` null: the whole version. */
	readonly target: { readonly of: string | null } | null;
	/** Null when withheld, erased, or of the old form. `path` null: none was drawn. */
	readonly mark: { readonly path: string | null } | null;
	/** As it was read, in its own form. */
	readonly told:
		| { readonly in: 'answer'; readonly answer: Answer }
		| { readonly in: 'statement'; readonly statement: Statement };
};

export type AnyAnswerRefusal =
	| AnswerRefusal
	| StatementRefusal
	/** A statement, and of another act. */
	| 'statement-act';

/** Checks an answer in either form against itself. Never throws. */
export function readAnyAnswer(
	token: string,
	disclosures: readonly string[]
): AnyAnswer | No<AnyAnswerRefusal> {
	if (typOf(token) !== statementTyp) {
		const answer = readAnswer(token, disclosures);
		return isNo(answer) ? answer : { ...answer, aloud: null, mark: null, told: { in: 'answer', answer } };
	}
	const statement = readStatement(token, disclosures);
	if (isNo(statement)) return statement;
	if (statement.act !== 'answer') return no('statement-act');
	const { hidden, version, traject, person, answer, at, until, how, witness, aloud } = statement;
	const { digest, key, nonce } = statement;
	return {
		...{ version, traject, person, answer, at, until, how, witness, aloud, digest, key, nonce },
		words: hidden.words && { text: hidden.words.is },
		target: hidden.target && { of: hidden.target.is },
		mark: hidden.mark && { path: hidden.mark.is },
		told: { in: 'statement', statement }
	};
}

/** In whose hand it is. The old form knows no key but the one the version names. */
export function handOf({ told }: AnyAnswer, hands: Hands): 'device' | 'passkey' | 'house' | null {
	return told.in === 'answer'
		? signedBy(told.answer, hands.named, hands.house)
		: inWhoseHand(told.statement, hands);
}
