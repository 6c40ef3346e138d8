// The vectors of version 2, read and never made: thirty files of all kinds, and what must be refused. FORMAT.md §15.

import { describe, expect, it } from 'vitest';
import { isNo, no } from '#lib/base/no.ts';
import { checkFile, type CheckedAnswer, type CheckedStatement } from '#lib/seal/check.ts';
import { readFile, writeFile } from '#lib/seal/file.ts';
import { readStatement } from '#lib/seal/statement.ts';
import { deviceKeyOf } from '#lib/seal/vectors/cast.ts';
import { vectors, type ToldVector } from '#lib/seal/vectors/shape.ts';
import type { TrustedKey } from '#lib/seal/verify.ts';

const keys = vectors('keys').flatMap(({ jwk, trust }): TrustedKey[] => (trust ? [{ jwk, trust }] : []));
const thirty = vectors('thirty');

it('there are thirty', () => expect(new Set(thirty.map(({ name }) => name)).size).toBe(30));

describe('a file', () => {
	it.each(thirty)('$name: everybody finds the same in it', (vector) => {
		const checked = checkFile(vector.text, keys, deviceKeyOf);
		if (isNo(checked)) throw new Error(checked.no);
		const { issuer, digest, claims, parts, state } = vector;
		expect(checked).toMatchObject({ issuer, digest, claims, parts, state });
		expect(checked.annexes).toMatchObject(vector.annexes);
		expect(checked.annexes).toHaveLength(vector.annexes.length);
		expect(checked.answers.map(answerAsTold)).toEqual(vector.answers);
		expect(checked.statements.map(statementAsTold)).toEqual(vector.statements);
	});

	it.each(thirty)('$name: is written the same again', ({ text }) => {
		const file = readFile(text);
		expect(isNo(file) || writeFile(file)).toBe(text);
	});
});

function answerAsTold({ told, ...answer }: CheckedAnswer): ToldVector {
	if (told.in === 'statement') return statementAsTold({ ...told.statement, by: answer.by });
	const {
		digest,
		by,
		version,
		traject,
		person,
		answer: what,
		at,
		until,
		how,
		witness,
		words,
		target
	} = answer;
	return {
		...{ digest, by, open: { version, traject, person, answer: what, at, until, how, witness } },
		hidden: { ...(words && { words: words.text }), ...(target && { target: target.of }) }
	};
}

function statementAsTold(statement: CheckedStatement): ToldVector {
	const { digest, by, key: _, nonce: __, assertion: ___, hidden, ...open } = statement;
	const shown = Object.entries(hidden).flatMap(([name, value]: [string, { is: unknown } | null]) =>
		value === null ? [] : [[name, value.is]]
	);
	return { digest, by, open, hidden: Object.fromEntries(shown) as Record<string, unknown> };
}

describe('a no', () => {
	it.each(vectors('later-refusals'))('$code: $name', (vector) => {
		const read =
			vector.of === 'file'
				? checkFile(vector.text, keys, deviceKeyOf)
				: readStatement(vector.token, vector.disclosures);
		expect(read).toEqual(no(vector.code));
	});
});
