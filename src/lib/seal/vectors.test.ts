// The vectors are read, never made: what a checker in any language must find in them. FORMAT.md §15.

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isNo, no } from '#lib/base/no.ts';
import { readAnswer, signAnswer, signedBy } from '#lib/seal/answer.ts';
import { checkFile } from '#lib/seal/check.ts';
import { readFile, writeFile } from '#lib/seal/file.ts';
import { issue } from '#lib/seal/issue.ts';
import { parsePublicJwk, thumbprint } from '#lib/seal/key.ts';
import { chance, deviceKeyOf, signer } from '#lib/seal/vectors/cast.ts';
import { vectors } from '#lib/seal/vectors/shape.ts';
import { verifyCopy, type TrustedKey } from '#lib/seal/verify.ts';

const keys = vectors('keys').flatMap(({ jwk, trust }): TrustedKey[] => (trust ? [{ jwk, trust }] : []));
const house = keys.filter(({ trust }) => trust === 'house').map(({ jwk }) => jwk);
const whole = vectors('copies')[0];

it.each(vectors('keys'))('the key $name has its thumbprint', ({ jwk, thumbprint: print }) => {
	expect(parsePublicJwk(jwk)).toEqual(jwk);
	expect(thumbprint(jwk)).toBe(print);
});

describe('a version', () => {
	it.each(vectors('versions'))('issued with the same chance is $name, byte for byte', async (vector) => {
		const { token, digest, disclosures } = vector;
		const made = await issue(vector.claims, vector.leaves, chance(vector.seed), signer(vector.signer));
		expect(made).toEqual({ token, digest, disclosures });
	});
});

describe('a copy', () => {
	it.each(vectors('copies'))('$name, is good', ({ copy, carried, issuer, digest, claims, parts }) => {
		expect(verifyCopy(copy, keys, carried ? [carried] : [])).toMatchObject({ issuer, digest, claims, parts });
	});
});

describe('an answer', () => {
	it.each(vectors('answers'))(
		'$name, is good',
		({ token, disclosures, fields, digest, words, target, by }) => {
			const answer = readAnswer(token, disclosures);
			if (isNo(answer)) throw new Error(answer.no);
			expect(answer).toMatchObject({ ...fields, digest, words, target });
			expect(signedBy(answer, deviceKeyOf(whole?.parts ?? [], answer.person), house)).toBe(by);
		}
	);

	it.each(vectors('answers'))('$name, is signed the same again', async (vector) => {
		const made = await signAnswer(vector.fields, chance(vector.seed), signer(vector.signer));
		expect(made).toEqual({ token: vector.token, digest: vector.digest, disclosures: vector.signed });
	});
});

describe('a file', () => {
	it.each(vectors('files'))('with $name is good, and written the same again', ({ text, by }) => {
		const checked = checkFile(text, keys, deviceKeyOf);
		if (isNo(checked)) throw new Error(checked.no);
		expect(checked.answers.map((answer) => answer.by)).toEqual(by);
		const file = readFile(text);
		expect(isNo(file) || writeFile(file)).toBe(text);
	});

	it.each(vectors('files'))('with $name is good with white space around it', ({ text }) => {
		expect(checkFile(`\ufeff ${text}\r\n`, keys, deviceKeyOf)).toEqual(checkFile(text, keys, deviceKeyOf));
	});
});

describe('a no', () => {
	it.each(vectors('refusals'))('$code: $name', (vector) => {
		switch (vector.of) {
			case 'copy':
				return expect(verifyCopy(vector.copy, keys, vector.carried ? [vector.carried] : [])).toEqual(
					no(vector.code)
				);
			case 'answer':
				return expect(readAnswer(vector.token, vector.disclosures)).toEqual(no(vector.code));
			case 'file':
				return expect(checkFile(vector.text, keys, deviceKeyOf)).toEqual(no(vector.code));
		}
	});
});

describe('every code', () => {
	const page = readFileSync(new URL('FORMAT.md', import.meta.url), 'utf8').split('## 16.')[1] ?? '';
	const told = [...page.matchAll(/^\| `([a-z-]+)` \|/gm)].map((match) => match[1]);

	it('that FORMAT.md tells has a vector, and the other way round', () => {
		// Two million letters are no vector: seal.test.ts and answer.test.ts make them on the spot.
		const large = ['copy-too-large', 'answer-too-large', 'statement-too-large'];
		const all = [...vectors('refusals'), ...vectors('later-refusals')];
		const shown = [...all.map(({ code }) => code), ...large];
		expect([...new Set(shown)].sort()).toEqual(told.toSorted());
	});
});
