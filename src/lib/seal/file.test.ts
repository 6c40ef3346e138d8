import { describe, expect, it } from 'vitest';
import { signAnswer, type SignedAnswer } from '#lib/seal/answer.ts';
import { copyOf } from '#lib/seal/copy.ts';
import { checkFile } from '#lib/seal/check.ts';
import { fileLimits, readFile, writeFile } from '#lib/seal/file.ts';
import { issue, type Issued } from '#lib/seal/issue.ts';
import type { Signer } from '#lib/seal/key.ts';
import { chance, deviceKeyOf, house, id, other, plan, signer, stranger } from '#lib/seal/vectors/cast.ts';

const next = signer('the house’s next key');
const keys = [
	{ jwk: next.key, trust: 'house' as const },
	{ jwk: house.key, trust: 'house' as const },
	{ jwk: other.key, trust: 'pinned' as const }
];
const traject = id<'traject'>('traject');
const claims = { iss: 'NAFT De Brug', iat: 1788789600, jti: id<'version'>('v'), traject, no: 1, prev: null };

const spoken = ({ digest }: Issued, by: Signer): Promise<SignedAnswer> =>
	signAnswer(
		{
			version: digest,
			traject,
			person: id('oma'),
			answer: 'yes',
			at: 1788791000,
			until: null,
			how: 'spoken',
			witness: id('wim'),
			words: '',
			target: null
		},
		chance('spoken'),
		by
	);

/** A version by one key, with oma's spoken yes written down under another. */
async function file(issuer: Signer, writer: Signer): Promise<string> {
	const version = await issue(claims, plan, chance('file'), issuer);
	const copy = copyOf(
		version.token,
		version.disclosures.map(({ words }) => words)
	);
	return writeFile({
		format: 1,
		key: issuer.key,
		copy,
		answers: [await spoken(version, writer)],
		saved: 1788800000
	});
}

describe('a spoken answer', () => {
	it('is this house’s record under any of its keys, as keys change and answers come late', async () => {
		for (const writer of [house, next])
			expect(checkFile(await file(house, writer), keys, deviceKeyOf)).toMatchObject({
				issuer: 'house',
				answers: [{ by: 'house', witness: id('wim') }]
			});
	});

	it('is not taken from another house, however well known', async () => {
		for (const [issuer, writer] of [
			[house, other],
			[house, stranger],
			[other, house],
			[stranger, house]
		] as const)
			expect(checkFile(await file(issuer, writer), keys, deviceKeyOf)).toEqual({ no: 'answer-signer' });
	});

	it('under the key of an unknown house is that house’s, and the house stays unknown', async () => {
		expect(checkFile(await file(stranger, stranger), keys, deviceKeyOf)).toMatchObject({
			issuer: 'unknown',
			answers: [{ by: 'house' }]
		});
	});
});

it('a file that is too large is refused before it is read', () => {
	expect(readFile(' '.repeat(fileLimits.letters + 1))).toEqual({ no: 'file-too-large' });
});

it('a file that is no object is no copy file', () => {
	for (const text of ['[]', '7', '"rondetafel-copy/1"', '{}'])
		expect(readFile(text)).toEqual({ no: 'file-format' });
	for (const text of ['', 'null', '<html>', '{"format":"rondetafel-copy/1"'])
		expect(readFile(text)).toEqual({ no: 'file-text' });
});
