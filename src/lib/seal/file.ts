// The file somebody takes home: a copy, what was said of it, and the keys it was made with, so that it can be
// checked without a network and without this house. Its text; `check.ts` checks it. FORMAT.md §12.

import type { Json } from '#lib/base/canonical.ts';
import { isNo, no, type No } from '#lib/base/no.ts';
import { readHouseKeys, type HouseKey, type HouseKeysRefusal } from '#lib/seal/house-keys.ts';
import { parsePublicJwk, type PublicJwk } from '#lib/seal/key.ts';
import {
	canonicalText,
	fromCanonicalText,
	hasExactly,
	isList,
	isSeconds,
	type Fields
} from '#lib/seal/text.ts';

const formats = { 1: 'rondetafel-copy/1', 2: 'rondetafel-copy/2' } as const;

export const fileLimits = { letters: 6_000_000, answers: 1024, statements: 1024, annexes: 64 } as const;

/** An answer or a statement as it travels: its token and those of its disclosures that this reader may have. */
export type CarriedAnswer = { readonly token: string; readonly disclosures: readonly string[] };

/** A file as houses wrote them before there were statements. */
export type OldFile = {
	readonly format: 1;
	/** The key that signed the version, for a checker that does not know this house. */
	readonly key: PublicJwk;
	readonly copy: string;
	readonly answers: readonly CarriedAnswer[];
	/** When it was saved, in seconds since 1970 UTC. Nobody signed this. */
	readonly saved: number;
};

export type NewFile = {
	readonly format: 2;
	/** All keys of the house, oldest first. */
	readonly keys: readonly HouseKey[];
	readonly copy: string;
	/** Copies of the annexes this reader sees. */
	readonly annexes: readonly string[];
	/** Of either form; to the version or to an annex. */
	readonly answers: readonly CarriedAnswer[];
	/** Of every other act, as far as this reader may have them. */
	readonly statements: readonly CarriedAnswer[];
	/** The house's word on how the version stands: `signState`. */
	readonly state: string;
	/** When it was saved, in seconds since 1970 UTC. Nobody signed this. */
	readonly saved: number;
};

export type CopyFile = OldFile | NewFile;

export type FileRefusal =
	| HouseKeysRefusal
	/** Over 6,000,000 letters, more than 1024 answers or statements, or more than 64 annexes. */
	| 'file-too-large'
	/** Not the canonical text of one JSON value. */
	| 'file-text'
	/** Not a copy file, one of a later format than this checker knows, or a /2 without just the members of /2. */
	| 'file-format'
	/** A member too many or too few, or one of another shape. */
	| 'file-form';

/** The text of a file. Throws on members that are no canonical JSON. */
export function writeFile(file: CopyFile): string {
	const { copy, saved } = file;
	const format = formats[file.format];
	const answers = file.answers.map(bare);
	if (file.format === 1) return canonicalText({ format, key: file.key, copy, answers, saved });
	const keys = file.keys.map(({ jwk, from, until, handed }) => ({ jwk, from, until, handed }));
	const { annexes, state } = file;
	const statements = file.statements.map(bare);
	return canonicalText({ format, keys, copy, annexes, answers, statements, state, saved });
}

const bare = ({ token, disclosures }: CarriedAnswer) => ({ token, disclosures });

/** The file in a text. White space around it is let through; of what is in it only the keys are verified yet. */
export function readFile(text: string): CopyFile | No<FileRefusal> {
	if (text.length > fileLimits.letters) return no('file-too-large');
	const file = fromCanonicalText(text.trim());
	if (file === null) return no('file-text');
	if (typeof file !== 'object' || !('format' in file)) return no('file-format');
	if (file.format === formats[1]) return readOld(file);
	return file.format === formats[2] ? readNew(file) : no('file-format');
}

function readOld(file: Fields): OldFile | No<FileRefusal> {
	if (!hasExactly(file, ['format', 'key', 'copy', 'answers', 'saved'])) return no('file-form');
	const key = parsePublicJwk(file['key']);
	const { copy, saved } = file;
	if (key === null || typeof copy !== 'string' || !isSeconds(saved)) return no('file-form');
	const answers = readList(file['answers'], fileLimits.answers, readCarried);
	return isNo(answers) ? answers : { format: 1, key, copy, answers, saved };
}

const names = ['annexes', 'answers', 'copy', 'format', 'keys', 'saved', 'state', 'statements'];

function readNew(file: Fields): NewFile | No<FileRefusal> {
	// Vectors of before it existed hold that a file /2 with the members of /1 is of no format.
	if (!hasExactly(file, names)) return no('file-format');
	const { copy, saved, state } = file;
	if (typeof copy !== 'string' || typeof state !== 'string' || !isSeconds(saved)) return no('file-form');
	const annexes = readList(file['annexes'], fileLimits.annexes, (one) =>
		typeof one === 'string' ? one : null
	);
	const answers = readList(file['answers'], fileLimits.answers, readCarried);
	const statements = readList(file['statements'], fileLimits.statements, readCarried);
	if (isNo(annexes)) return annexes;
	if (isNo(answers)) return answers;
	if (isNo(statements)) return statements;
	const keys = readHouseKeys(file['keys']);
	return isNo(keys) ? keys : { format: 2, keys, copy, annexes, answers, statements, state, saved };
}

function readList<One>(
	list: Json | undefined,
	most: number,
	read: (value: Json) => One | null
): readonly One[] | No<'file-form' | 'file-too-large'> {
	if (!isList(list)) return no('file-form');
	if (list.length > most) return no('file-too-large');
	const all = list.map(read).filter((one) => one !== null);
	return all.length === list.length ? all : no('file-form');
}

function readCarried(value: Json): CarriedAnswer | null {
	if (!hasExactly(value, ['token', 'disclosures'])) return null;
	const { token, disclosures: list } = value;
	if (typeof token !== 'string' || !isList(list)) return null;
	const disclosures = list.filter((words) => typeof words === 'string');
	return disclosures.length === list.length ? { token, disclosures } : null;
}
