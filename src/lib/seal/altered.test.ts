// A thousand copies, each altered in one place. Leaving a disclosure out is no alteration: that is a
// narrower copy, and lawful (seal.test.ts). Everything else must be refused.

import { describe, expect, it, vi } from 'vitest';
import { isNo } from '#lib/base/no.ts';
import { readAnswer } from '#lib/seal/answer.ts';
import { checkFile } from '#lib/seal/check.ts';
import { deviceKeyOf, house, other } from '#lib/seal/vectors/cast.ts';
import { vectors } from '#lib/seal/vectors/shape.ts';
import { verifyCopy } from '#lib/seal/verify.ts';

vi.setConfig({ testTimeout: 60_000 });

const keys = [
	{ jwk: house.key, trust: 'house' as const },
	{ jwk: other.key, trust: 'pinned' as const }
];
const [whole = '', , , next = '', pinned = ''] = vectors('copies').map(({ copy }) => copy);
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~={}" ';

/** mulberry32: 32 bits of state, the same run for the same seed. */
function mulberry(seed: number): (end: number) => number {
	let state = seed;
	return (end) => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) % end;
	};
}

/** One letter of a text changed, dropped, doubled or put in. */
function scratched(text: string, below: (end: number) => number): string {
	const at = below(text.length);
	const letter = letters[below(letters.length)] ?? '';
	const change = ['', letter, letter + (text[at] ?? ''), (text[at] ?? '').repeat(2)][below(4)] ?? '';
	const made = text.slice(0, at) + change + text.slice(at + 1);
	return made === text ? scratched(text, below) : made;
}

type Alteration = (pieces: string[], below: (end: number) => number) => string[];

const scratchToken =
	(piece: number): Alteration =>
	([token = '', ...rest], below) => {
		const parts = token.split('.');
		parts[piece] = scratched(parts[piece] ?? '', below);
		return [parts.join('.'), ...rest];
	};

const fromAnother =
	(piece: number): Alteration =>
	([token = '', ...rest], below) => {
		const parts = token.split('.');
		parts[piece] = ([next, pinned][below(2)] ?? '').split('~')[0]?.split('.')[piece] ?? '';
		return [parts.join('.'), ...rest];
	};

/** Any place where a disclosure stands. */
const place = (pieces: readonly string[], below: (end: number) => number): number =>
	1 + below(pieces.length - 2);

const alterations: Record<string, Alteration> = {
	'a scratch in the header': scratchToken(0),
	'a scratch in the payload': scratchToken(1),
	'a scratch in the signature': scratchToken(2),
	'a scratch in a disclosure': (pieces, below) => {
		const at = place(pieces, below);
		return pieces.with(at, scratched(pieces[at] ?? '', below));
	},
	'the payload of another version': fromAnother(1),
	'the signature of another version': fromAnother(2),
	'a disclosure of another version': (pieces, below) => {
		const theirs = [next, pinned][below(2)]?.split('~').slice(1, -1) ?? [];
		return sorted([...pieces, theirs[below(theirs.length)] ?? '']);
	},
	'a disclosure twice': (pieces, below) => sorted([...pieces, pieces[place(pieces, below)] ?? '']),
	'two disclosures that changed places': (pieces, below) => {
		const at = 1 + below(pieces.length - 3);
		return pieces.with(at, pieces[at + 1] ?? '').with(at + 1, pieces[at] ?? '');
	},
	'two halves of disclosures swapped': (pieces, below) => {
		const at = 1 + below(pieces.length - 3);
		const [a = '', b = ''] = pieces.slice(at);
		const cut = 6 + below(15);
		return sorted(
			pieces.with(at, a.slice(0, cut) + b.slice(cut)).with(at + 1, b.slice(0, cut) + a.slice(cut))
		);
	},
	'a tilde too many or too few': (pieces, below) =>
		below(2) === 0 ? pieces.slice(0, -1) : pieces.toSpliced(place(pieces, below), 0, '')
};

/** As a forger would: the order of disclosures put right again. */
function sorted([token = '', ...rest]: readonly string[]): string[] {
	return [token, ...rest.filter((words) => words !== '').sort(), ''];
}

describe('of 1,000 altered copies', () => {
	const kinds = Object.entries(alterations);
	it.each(kinds.map(([name, alter], at) => ({ name, alter, at })))(
		'none passes with $name',
		({ alter, at }) => {
			const below = mulberry(at + 1);
			for (let run = 0; run < Math.ceil(1000 / kinds.length); run++) {
				const made = alter(whole.split('~'), below).join('~');
				expect(made).not.toBe(whole);
				expect(verifyCopy(made, keys, [house.key]), made).toEqual({ no: expect.any(String) });
			}
		}
	);
});

it('of 500 altered answers none passes', () => {
	const below = mulberry(77);
	const list = vectors('answers');
	for (let run = 0; run < 500; run++) {
		const { token, signed } = list[below(list.length)] ?? { token: '', signed: [] };
		const texts = [token, ...signed];
		const at = below(4) === 0 ? 1 + below(2) : 0;
		const [first = '', ...rest] = texts.with(at, scratched(texts[at] ?? '', below));
		expect(readAnswer(first, rest), `${first} ${rest.join(' ')}`).toEqual({ no: expect.any(String) });
	}
});

it('of 300 altered files none passes as the same', () => {
	const below = mulberry(99);
	// `saved` is signed by nobody, as FORMAT.md says: it is left alone here.
	const [text = '', saved = ''] = (vectors('files')[0]?.text ?? '').split(/(?="saved")/);
	for (let run = 0; run < 300; run++) {
		const made = scratched(text, below) + saved;
		const checked = checkFile(made, keys, deviceKeyOf);
		expect(isNo(checked) || made.trim() === (text + saved).trim(), made).toBe(true);
	}
});
