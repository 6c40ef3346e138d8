// The file somebody takes home: one copy, the answers to it, and the key it was made with, so that it can
// be checked without a network and without this house. FORMAT.md §9.

import type { Json } from '#lib/base/canonical.ts';
import type { PersonId } from '#lib/base/id.ts';
import { isNo, no, type No } from '#lib/base/no.ts';
import { readAnswer, signedBy, type Answer, type AnswerRefusal } from '#lib/seal/answer.ts';
import { parsePublicJwk, thumbprint, type PublicJwk } from '#lib/seal/key.ts';
import { canonicalText, fromCanonicalText, hasExactly, isList, isSeconds } from '#lib/seal/text.ts';
import {
	verifyCopy,
	type Part,
	type TrustedKey,
	type Verified,
	type VerifyRefusal
} from '#lib/seal/verify.ts';

const fileFormat = 'rondetafel-copy/1';

export const fileLimits = { letters: 6_000_000, answers: 1024 } as const;

/** An answer as it travels: its token and those of its two disclosures that this reader may have. */
export type CarriedAnswer = { readonly token: string; readonly disclosures: readonly string[] };

export type CopyFile = {
	/** The key that signed the version, for a checker that does not know this house. */
	readonly key: PublicJwk;
	readonly copy: string;
	readonly answers: readonly CarriedAnswer[];
	/** When it was saved, in seconds since 1970 UTC. Nobody signed this. */
	readonly saved: number;
};

export type FileRefusal =
	/** Over 6,000,000 letters, or more than 1024 answers. */
	| 'file-too-large'
	/** Not the canonical text of one JSON value. */
	| 'file-text'
	/** Not a copy file, or one of a later format than this checker knows. */
	| 'file-format'
	/** A member too many or too few, or one of another shape. */
	| 'file-form';

export type CheckRefusal =
	| FileRefusal
	| VerifyRefusal
	| AnswerRefusal
	/** The key in the file is not the one that signed the version. */
	| 'file-key'
	/** An answer to another version, or of another traject. */
	| 'answer-elsewhere'
	/** The same answer twice. */
	| 'answer-twice'
	/** An answer signed by neither the person's device, as the version names it, nor the house. */
	| 'answer-signer';

/** `unnamed`: on a device, but this copy does not show which device was this person's. */
export type CheckedAnswer = Answer & { readonly by: 'device' | 'house' | 'unnamed' };

export type Checked = Verified & { readonly answers: readonly CheckedAnswer[]; readonly saved: number };

/** The thumbprint of the device key that the parts name for a person, or null when they name none. */
export type DeviceKeyOf = (parts: readonly Part[], person: PersonId) => string | null;

/** The text of a file. Throws on members that are no canonical JSON. */
export function writeFile({ key, copy, answers, saved }: CopyFile): string {
	const carried = answers.map(({ token, disclosures }) => ({ token, disclosures }));
	return canonicalText({ format: fileFormat, key, copy, answers: carried, saved });
}

/** The file in a text. White space around it is let through; nothing in it is verified yet. */
export function readFile(text: string): CopyFile | No<FileRefusal> {
	if (text.length > fileLimits.letters) return no('file-too-large');
	const file = fromCanonicalText(text.trim());
	if (file === null) return no('file-text');
	if (typeof file !== 'object' || !('format' in file) || file.format !== fileFormat) return no('file-format');
	if (!hasExactly(file, ['format', 'key', 'copy', 'answers', 'saved'])) return no('file-form');
	const key = parsePublicJwk(file['key']);
	const { copy, answers: list, saved } = file;
	if (key === null || typeof copy !== 'string' || !isSeconds(saved) || !isList(list)) return no('file-form');
	if (list.length > fileLimits.answers) return no('file-too-large');
	const answers = list.map(readCarried).filter((answer) => answer !== null);
	return answers.length === list.length ? { key, copy, answers, saved } : no('file-form');
}

/**
 * Checks a file whole: the copy, then every answer in the file's order; one bad answer spoils the file.
 * A house key is the one that signed the version and, when that is this house's, every key of this house.
 */
export function checkFile(
	text: string,
	keys: readonly TrustedKey[],
	deviceKeyOf: DeviceKeyOf
): Checked | No<CheckRefusal> {
	const file = readFile(text);
	if (isNo(file)) return file;
	const verified = verifyCopy(file.copy, keys, file.key);
	if (isNo(verified)) return verified;
	if (thumbprint(file.key) !== thumbprint(verified.key)) return no('file-key');
	const own = verified.issuer === 'house' ? keys.filter(({ trust }) => trust === 'house') : [];
	const house = [verified.key, ...own.map(({ jwk }) => jwk)];
	const answers: CheckedAnswer[] = [];
	for (const carried of file.answers) {
		const answer = readAnswer(carried.token, carried.disclosures);
		if (isNo(answer)) return answer;
		if (answer.version !== verified.digest) return no('answer-elsewhere');
		if (answer.traject !== verified.claims.traject) return no('answer-elsewhere');
		if (answers.some(({ digest }) => digest === answer.digest)) return no('answer-twice');
		const device = deviceKeyOf(verified.parts, answer.person);
		const unnamed = answer.how === 'device' && device === null;
		const by = unnamed ? 'unnamed' : signedBy(answer, device, house);
		if (by === null) return no('answer-signer');
		answers.push({ ...answer, by });
	}
	return { ...verified, answers, saved: file.saved };
}

function readCarried(value: Json): CarriedAnswer | null {
	if (!hasExactly(value, ['token', 'disclosures'])) return null;
	const { token, disclosures: list } = value;
	if (typeof token !== 'string' || !isList(list)) return null;
	const disclosures = list.filter((words) => typeof words === 'string');
	return disclosures.length === list.length ? { token, disclosures } : null;
}
