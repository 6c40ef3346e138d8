// What stands on a paper to sign: which version it is of, and whose. Short enough to type over, and made from the
// version's own digest, so that a sheet of another version or another person is noticed (S1-14).

import { fromBase64url } from '#lib/base/bytes.ts';
import { digestOfText, type Digest } from '#lib/base/digest.ts';
import type { PersonId } from '#lib/base/id.ts';

/** As on the wall: nothing that is confused with something else. */
const letters = 'BCDFGHJKMNPQRSTVWXZ23456789';
const checkLetters = 8;

/** "2-BCDF-GHJK": the number of the version, and eight letters out of 27 that only this version and person have. */
export function sheetCode(no: number, version: Digest, person: PersonId): string {
	const bytes = fromBase64url(digestOfText(`rondetafel-sheet/1.${version}.${person}`)) ?? new Uint8Array(32);
	const check = [...bytes.slice(0, checkLetters)].map((byte) => letters[byte % letters.length]).join('');
	return `${no}-${check.slice(0, 4)}-${check.slice(4)}`;
}

/** What a QR code holds: the word before it says to any reader what this is. */
export const sheetMark = (code: string): string => `RONDETAFEL:${code}`;

/** The code in what was typed or read: small letters, spaces and hyphens are forgiven. Null when there is none. */
export function readSheetCode(text: string): { readonly no: number; readonly code: string } | null {
	const plain = text
		.toUpperCase()
		.replace(/^RONDETAFEL:/, '')
		.replace(/[\s-]/g, '');
	const [, no = '', check = ''] = /^(\d{1,5})([A-Z\d]{8})$/.exec(plain) ?? [];
	if (no === '' || ![...check].every((letter) => letters.includes(letter))) return null;
	return { no: Number(no), code: `${Number(no)}-${check.slice(0, 4)}-${check.slice(4)}` };
}

export type Sheet =
	| { readonly is: 'of'; readonly person: PersonId; readonly code: string }
	/** Another version than the one that lies here: nothing of it is typed over (S1-14). */
	| { readonly is: 'other-version'; readonly no: number }
	/** No sheet of this plan, or one letter typed wrong. */
	| { readonly is: 'unknown' };

/** Whose sheet it is, of this version. */
export function whoseSheet(
	text: string,
	version: { readonly no: number; readonly digest: Digest },
	expected: Iterable<PersonId>
): Sheet {
	const read = readSheetCode(text);
	if (!read) return { is: 'unknown' };
	if (read.no !== version.no) return { is: 'other-version', no: read.no };
	for (const person of expected)
		if (sheetCode(version.no, version.digest, person) === read.code)
			return { is: 'of', person, code: read.code };
	return { is: 'unknown' };
}
