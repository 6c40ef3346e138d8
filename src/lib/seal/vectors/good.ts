// The vectors a checker must accept, made from the cast. Only make.ts uses this; tests read the files.

import { copyOf } from '#lib/seal/copy.ts';
import { signAnswer, type AnswerFields } from '#lib/seal/answer.ts';
import { writeFile } from '#lib/seal/file.ts';
import { issue } from '#lib/seal/issue.ts';
import { thumbprint, type PublicJwk, type Signer } from '#lib/seal/key.ts';
import type { Issuer } from '#lib/seal/verify.ts';
import { fingerprint } from '#lib/seal/words.ts';
import { readDisclosure } from '#lib/seal/disclosure.ts';
import { chance, house, id, other, plan, samira, stranger, wim } from '#lib/seal/vectors/cast.ts';
import type {
	AnswerVector,
	CopyVector,
	FileVector,
	KeyVector,
	VersionVector
} from '#lib/seal/vectors/shape.ts';

export const keys: KeyVector[] = [
	{ name: 'house', trust: 'house' as const, jwk: house.key },
	{ name: 'other-house', trust: 'pinned' as const, jwk: other.key },
	{ name: 'stranger', trust: null, jwk: stranger.key },
	{ name: 'samira', trust: null, jwk: samira.key },
	{ name: 'wim', trust: null, jwk: wim.key }
].map((key) => ({ ...key, thumbprint: thumbprint(key.jwk) }));

const signers: Record<string, Signer> = { house, 'other-house': other, stranger, samira };

async function version(
	name: string,
	signer: string,
	rest: Pick<VersionVector, 'claims' | 'leaves'>
): Promise<VersionVector> {
	const by = signers[signer] ?? house;
	const seed = `version/${name}`;
	return { name, signer, seed, ...rest, ...(await issue(rest.claims, rest.leaves, chance(seed), by)) };
}

const first = {
	iss: 'NAFT De Brug',
	iat: 1788789600,
	jti: id<'version'>('version 1'),
	traject: id<'traject'>('traject'),
	no: 1,
	prev: null
};

export const one = await version('first', 'house', { claims: first, leaves: plan });
export const two = await version('second', 'house', {
	claims: { ...first, iat: 1792418400, jti: id('version 2'), no: 2, prev: one.digest },
	leaves: plan.slice(0, 5)
});
const pinned = await version('pinned', 'other-house', {
	claims: { ...first, iss: 'NAFT Ander Huis', jti: id('version 3') },
	leaves: plan.slice(0, 3)
});
const unknown = await version('unknown', 'stranger', { claims: first, leaves: plan.slice(4) });

export const versions = [one, two, pinned, unknown];

function copy(
	name: string,
	of: VersionVector,
	layers: number,
	issuer: Issuer,
	carried: PublicJwk | null
): CopyVector {
	const shown = of.disclosures.filter((_, at) => (of.leaves[at]?.layer ?? 9) < layers);
	const parts = shown.map(({ words }) => (readDisclosure(words, 1) as CopyVector['parts'])[0]);
	const words = shown.map(({ words }) => words);
	return {
		name,
		copy: copyOf(of.token, words),
		carried,
		issuer,
		digest: of.digest,
		fingerprint: fingerprint(of.digest),
		claims: of.claims,
		parts: parts.filter((part) => part !== undefined)
	};
}

export const copies: CopyVector[] = [
	copy('every part', one, 3, 'house', null),
	copy('the school’s part', one, 1, 'house', house.key),
	copy('no part', one, 0, 'house', null),
	copy('the version after', two, 2, 'house', null),
	copy('of another house, whose key was compared', pinned, 3, 'pinned', other.key),
	copy('of a house nobody knows', unknown, 3, 'unknown', stranger.key)
];

async function answer(
	name: string,
	signer: string,
	fields: Partial<AnswerFields>,
	show: readonly boolean[],
	by: AnswerVector['by']
): Promise<AnswerVector> {
	const seed = `answer/${name}`;
	const said: AnswerFields = {
		version: one.digest,
		traject: one.claims.traject,
		person: id('samira'),
		answer: 'yes',
		at: 1788791000,
		until: null,
		how: 'device',
		witness: null,
		words: '',
		target: null,
		...fields
	};
	const { disclosures: signed, ...made } = await signAnswer(said, chance(seed), signers[signer] ?? house);
	const disclosures = signed.filter((_, at) => show[at]);
	const words = show[0] ? { text: said.words } : null;
	const target = show[1] ? { of: said.target } : null;
	return { name, signer, seed, fields: said, ...made, signed, disclosures, words, target, by };
}

const both = [true, true];
const spoken = { person: id<'person'>('oma'), how: 'spoken', witness: id<'person'>('wim') } as const;
const reserve = { answer: 'yes-but', words: 'Ja, maar niet op woensdag.', target: id('goal') } as const;
const thinking = { answer: 'thinking', until: '2026-09-14' } as const;
const no = { answer: 'no', words: 'Ik wil eerst weten wie er komt. É ü 🌙' } as const;

export const answers: AnswerVector[] = [
	await answer('yes, on her own device', 'samira', {}, both, 'device'),
	await answer('said aloud, with a witness', 'house', spoken, both, 'house'),
	await answer('with a reserve about one goal', 'samira', reserve, both, 'device'),
	await answer('no, the words withheld', 'samira', no, [false, true], 'device'),
	await answer('thinks it over, nothing disclosed', 'samira', thinking, [false, false], 'device'),
	await answer('on a passed tablet', 'house', { how: 'tablet', answer: 'seen' }, both, 'house'),
	await answer('the house, as if on her device', 'house', {}, both, null),
	await answer('her own device, as if spoken', 'samira', { how: 'spoken' }, both, null)
];

function file(name: string, of: CopyVector | undefined, names: readonly string[]): FileVector {
	const carried = answers.filter((each) => names.includes(each.name));
	const text = writeFile({
		format: 1,
		key: house.key,
		copy: of?.copy ?? '',
		answers: carried,
		saved: 1788800000
	});
	const by = carried.map((each) =>
		of?.parts.length === 0 && each.by === 'device' ? 'unnamed' : String(each.by)
	);
	return { name, text, by };
}

const six = answers.slice(0, 6).map(({ name }) => name);

export const files: FileVector[] = [
	file('every part and six answers', copies[0], six),
	file('no part, so no device is named', copies[2], six)
];
