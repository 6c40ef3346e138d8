// The code on the wall: short enough to call across a room, and it opens only a list of first names.

import { randomInt } from 'node:crypto';

/** Letters and digits that nobody confuses on a wall: no 0 O 1 I L, no vowels that make words. */
const codeLetters = 'BCDFGHJKMNPQRSTVWXZ23456789';

/** Six characters; 27⁶ is 387 million, and tries are limited (door/attempts.ts). */
export const newCode = (): string =>
	Array.from({ length: 6 }, () => codeLetters[randomInt(codeLetters.length)]).join('');

/** As people type it: small letters, spaces and hyphens are forgiven. */
export function parseCode(text: unknown): string | null {
	const code = typeof text === 'string' ? text.toUpperCase().replace(/[\s-]/g, '') : '';
	return code.length === 6 && [...code].every((letter) => codeLetters.includes(letter)) ? code : null;
}

/** Hours a code on the wall opens the door. */
export const codeHours = 18;
