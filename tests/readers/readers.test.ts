// Two readers that share no line of code find the same in thirty files of all kinds. What our own finds in them is held
// by later-vectors.test.ts: both are held against the same vectors, which were made from what was put in.

import { expect, it } from 'vitest';
import { checkFile } from '#lib/seal/check.ts';
import { deviceKeyOf } from '#lib/seal/vectors/cast.ts';
import { vectors } from '#lib/seal/vectors/shape.ts';
import type { TrustedKey } from '#lib/seal/verify.ts';
import { readWith } from './javascript.ts';

const keys = vectors('keys').flatMap(({ jwk, trust }): TrustedKey[] => (trust ? [{ jwk, trust }] : []));

it.each(vectors('thirty'))('$name', async ({ name: _, text, ...expected }) => {
	const theirs = await readWith(text, keys);
	expect(theirs).toEqual(expected);
	const { issuer, digest, claims, parts, state, annexes, answers, statements } = theirs;
	const ours = checkFile(text, keys, deviceKeyOf);
	expect(ours).toMatchObject({ issuer, digest, claims, parts, state, annexes });
	const handsOf = (list: readonly { readonly digest: string; readonly by: string | null }[]) =>
		list.map((one) => [one.digest, one.by]);
	if ('no' in ours) throw new Error(String(ours.no));
	expect(handsOf(ours.answers)).toEqual(handsOf(answers));
	expect(handsOf(ours.statements)).toEqual(handsOf(statements));
});

it('the other reader takes no claim that was changed, and finds no word that was', async () => {
	const [{ text, parts } = { text: '', parts: [] }] = vectors('thirty');
	const file = JSON.parse(text) as { copy: string };
	const [token = '', first = '', ...rest] = file.copy.split('~');
	const packed = (words: string) => Buffer.from(words).toString('base64url');
	const unpacked = (words: string) => Buffer.from(words, 'base64url').toString('utf8');
	const withCopy = (...pieces: string[]) =>
		readWith(JSON.stringify({ ...file, copy: pieces.join('~') }), keys);
	const changed = packed(unpacked(first).replace('"part"', '"Part"'));
	expect((await withCopy(token, changed, ...rest)).parts).toHaveLength(parts.length - 1);
	const [head = '', body = '', tail = ''] = token.split('.');
	const claims = packed(unpacked(body).replace('"no":1', '"no":2'));
	await expect(withCopy([head, claims, tail].join('.'), first, ...rest)).rejects.toThrow();
});
