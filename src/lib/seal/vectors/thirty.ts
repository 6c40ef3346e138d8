// Thirty files of all kinds, for readers to agree on: made once by make-more.ts, then only read. FORMAT.md §15.

import type { Digest } from '#lib/base/digest.ts';
import { copyOf } from '#lib/seal/copy.ts';
import { readDisclosure } from '#lib/seal/disclosure.ts';
import { writeFile } from '#lib/seal/file.ts';
import { handOver, type HouseKey } from '#lib/seal/house-keys.ts';
import { issue, issueAnnex, type Issued, type Leaf } from '#lib/seal/issue.ts';
import { thumbprint, type Signer } from '#lib/seal/key.ts';
import { signState, type Standing } from '#lib/seal/state.ts';
import { chance, house, id, other, plan, samira, signer, stranger } from '#lib/seal/vectors/cast.ts';
import type { ThirtyVector } from '#lib/seal/vectors/shape.ts';
import {
	iss,
	passkey,
	samiras,
	told,
	toldOfOld,
	traject,
	type Saying,
	type Told
} from '#lib/seal/vectors/told.ts';
import type { Issuer } from '#lib/seal/verify.ts';

const [next, last] = [signer('house-2'), signer('house-3')];

type Sealed = {
	readonly claims: object;
	readonly leaves: readonly Leaf[];
	readonly issued: Issued;
	readonly by: Signer;
};

async function version(
	name: string,
	by: Signer,
	leaves: readonly Leaf[],
	changed: object = {}
): Promise<Sealed> {
	const claims = {
		iss,
		iat: 1788789600,
		jti: id<'version'>(`thirty ${name}`),
		traject,
		no: 1,
		prev: null,
		...changed
	};
	return { claims, leaves, by, issued: await issue(claims, leaves, chance(`thirty/${name}`), by) };
}

const sentence = (at: number): Leaf => ({
	layer: at % 3 === 0 ? 1 : 0,
	part: { kind: 'shared', block: 'doelen', text: `Regel ${at}.` }
});
const phrases: readonly Leaf[] = ['Het is te luid.', 'We eten graag samen.'].map((text) => ({
	layer: 0,
	part: { kind: 'phrase', text }
}));

export const first = await version('first', house, plan);
const second = await version('second', house, plan.slice(0, 5), { no: 2, prev: first.issued.digest });
const big = await version('big', house, [...plan, ...Array.from({ length: 260 }, (_, at) => sentence(at))]);
const ofClass = await version('class', house, phrases);
const rotated = await version('rotated', next, plan, { iat: 1790000000, no: 2, prev: first.issued.digest });
const theirs = await version('theirs', other, plan, { iss: 'https://ander.example' });
const nobodys = await version('nobodys', stranger, plan.slice(4), { iss: 'https://elders.example' });

async function annex(name: string, by: Signer): Promise<Sealed> {
	const claims = { iss, iat: 1788789700, jti: id<'annex'>(name), traject, of: first.issued.digest };
	const leaves: readonly Leaf[] = [{ layer: 0, part: { kind: 'shared', text: `Bijlage ${name}.` } }];
	return { claims, leaves, by, issued: await issueAnnex(claims, leaves, chance(`thirty/annex/${name}`), by) };
}
const [one, two] = [await annex('een', house), await annex('twee', last)];

const key = (by: Signer, from: number, until: number | null, handed: string | null): HouseKey => ({
	...{ jwk: by.key, from, until, handed }
});
const alone = (by: Signer): readonly HouseKey[] => [key(by, 1700000000, null, null)];
export const history: readonly HouseKey[] = [
	key(house, 1700000000, 1789000000, null),
	key(next, 1789000000, 1791000000, await handOver(next.key, 1789000000, house)),
	key(last, 1791000000, null, await handOver(last.key, 1791000000, next))
];
const lost = history.map((each, at) => (at === 1 ? { ...each, handed: null } : each));

type Spec = {
	readonly name: string;
	readonly of: Sealed;
	/** Parts of layers below this; but for those at these places. */
	readonly layers: number;
	readonly but?: readonly number[];
	readonly format?: 1;
	readonly keys?: readonly HouseKey[];
	readonly standing?: Standing;
	readonly stateBy?: Signer;
	readonly issuer?: Issuer;
	readonly annexes?: readonly Sealed[];
	readonly answers?: readonly Told[];
	readonly statements?: readonly Told[];
};

const shownOf = (
	{ leaves, issued }: Sealed,
	layers: number,
	but: readonly number[] = []
): readonly string[] =>
	issued.disclosures
		.filter((_, at) => (leaves[at]?.layer ?? 9) < layers && !but.includes(at))
		.map(({ words }) => words);

const partsOf = (words: readonly string[]): ThirtyVector['parts'] =>
	words
		.map((each) => (readDisclosure(each, 1) as unknown as ThirtyVector['parts'])[0])
		.filter((part) => part !== undefined)
		.sort((a, b) => a.o - b.o);

const says = (
	saying: Saying,
	by: Signer = samira,
	hand: Told['expected']['by'] = 'device',
	shows: readonly string[] | 'all' = 'all',
	of: Digest = first.issued.digest
): Promise<Told> => told(of, saying, by, hand, shows);
const old = (
	changed: object = {},
	by: Signer = samira,
	hand: Told['expected']['by'] = 'device',
	of = first
): Promise<Told> => toldOfOld(of.issued.digest, changed, by, hand);

const wim = id<'person'>('wim');
const spoken = { how: 'spoken', witness: wim, person: id<'person'>('oma') };
const yes = { act: 'answer' } as const;
const reserve = { ...yes, answer: 'yes-but', words: 'Niet op woensdag. É 🌙', target: 'doel 1' };
const all = { of: first, layers: 3 };
const gone = first.issued.disclosures[5]?.digest ?? '';
const joins = { act: 'key' } as const;
const joinsPasskey = { ...joins, of: 'passkey', thumbprint: thumbprint(passkey.key) };
const help = { act: 'help', words: 'Ja, maar traag.' } as const;
const sees = {
	act: 'sees',
	shows: first.issued.disclosures.slice(4, 5).map(({ digest }) => digest)
} as const;
const erased = { act: 'erased', digests: [gone], words: 'Dat gaat niemand aan.' } as const;
const kinds = ['yes', 'yes-but', 'no', 'seen', 'withdraws'];

const specs: readonly Spec[] = [
	{
		...all,
		name: 'of old, every part',
		format: 1,
		answers: [await old(), await old(spoken, house, 'house')]
	},
	{ ...all, name: 'of old, what a school has', format: 1, layers: 1, answers: [await old()] },
	{
		...all,
		name: 'of old, no part, so no device is named',
		format: 1,
		layers: 0,
		answers: [await old({}, samira, 'unnamed')]
	},
	{ name: 'of old, of a pinned house', of: theirs, layers: 3, format: 1, issuer: 'pinned' },
	{ name: 'of old, of a house nobody knows', of: nobodys, layers: 3, format: 1, issuer: 'unknown' },
	{ ...all, name: 'every part, voorgelegd', standing: 'presented' },
	{ ...all, name: 'what a school has, voorgelegd', layers: 1, standing: 'presented' },
	{ name: 'of many parts, what all but the school have', of: big, layers: 2 },
	{
		...all,
		name: 'no part, ingetrokken',
		layers: 0,
		standing: 'withdrawn',
		answers: [await says(yes, samira, 'unnamed')]
	},
	{ name: 'the second version, vervangen', of: second, layers: 3, standing: 'superseded' },
	{
		...all,
		name: 'every kind of answer, and one of old',
		answers: [
			await old(),
			...(await Promise.all(kinds.map((answer) => says({ ...yes, answer, words: answer })))),
			await says({ ...yes, answer: 'thinking', until: '2026-09-14' })
		]
	},
	{
		...all,
		name: 'every way the house wrote down',
		answers: await Promise.all(
			[
				spoken,
				{ how: 'tablet', witness: wim },
				{ how: 'paper', witness: null },
				{ how: 'house', witness: wim }
			].map((hand) => says({ ...yes, ...hand }, house, 'house'))
		)
	},
	{
		...all,
		name: 'a passkey that joined',
		answers: [await says({ ...yes, how: 'passkey' }, house, 'passkey')],
		statements: [await says(joinsPasskey, house, 'house')]
	},
	{
		...all,
		name: 'a device that joined',
		answers: [await says(yes, samiras)],
		statements: [await says(joins, house, 'house', [])]
	},
	{ ...all, name: 'a reserve on one part', answers: [await says(reserve)] },
	{
		...all,
		name: 'a reserve without its words',
		layers: 1,
		answers: [await says(reserve, samira, 'device', [])]
	},
	{
		...all,
		name: 'a mark drawn by hand',
		answers: [await says({ ...yes, mark: 'M10 10C12 3 9,-4 7.5 8Z' })]
	},
	{
		...all,
		name: 'read out in Dari',
		answers: [await says({ ...yes, aloud: { language: 'prs', by: id('tolk') } })]
	},
	{ ...all, name: 'consent to the help, whole', statements: [await says(help)] },
	{
		...all,
		name: 'consent to the help taken back, without words',
		statements: [await says({ ...help, given: false }, samira, 'device', [])]
	},
	{ ...all, name: 'consent that a reader sees a part', statements: [await says(sees)] },
	{ ...all, name: 'an own account', statements: [await says({ act: 'annex' })] },
	{ ...all, name: 'an erased part', but: [5], statements: [await says(erased, house, 'house', [])] },
	{ ...all, name: 'an erased part, and why', but: [5], statements: [await says(erased, house, 'house')] },
	{
		...all,
		name: 'an annex, and an answer to it',
		annexes: [one],
		answers: [await says(yes, samira, 'device', 'all', one.issued.digest)]
	},
	{ ...all, name: 'two annexes, one of a later key', keys: history, annexes: [one, two] },
	{ name: 'of a key that was handed on to', of: rotated, layers: 3, keys: history, stateBy: last },
	{
		...all,
		name: 'a late spoken yes under a later key',
		keys: history,
		answers: [await says({ ...yes, ...spoken }, last, 'house')]
	},
	{
		name: 'of a key after a lost one, which nobody knows',
		of: rotated,
		layers: 3,
		keys: lost,
		stateBy: next,
		issuer: 'unknown'
	},
	{ name: 'of a class, without a name', of: ofClass, layers: 3 }
];

export async function made({
	of,
	layers,
	but,
	format,
	keys,
	standing = 'in-force',
	...spec
}: Spec): Promise<ThirtyVector> {
	const { token, digest } = of.issued;
	const words = shownOf(of, layers, but);
	const annexes = (spec.annexes ?? []).map((each) => ({ each, words: shownOf(each, 3) }));
	const [answers, statements] = [spec.answers ?? [], spec.statements ?? []];
	const saved = 1788800000;
	const carried = answers.map((each) => each.carried);
	const state = { version: digest, state: standing, at: 1788792000 };
	const copy = copyOf(token, words);
	const text =
		format === 1
			? writeFile({ format, key: of.by.key, copy, answers: carried, saved })
			: writeFile({
					...{ format: 2, keys: keys ?? alone(of.by), copy, answers: carried, saved },
					annexes: annexes.map(({ each, words }) => copyOf(each.issued.token, words)),
					statements: statements.map((each) => each.carried),
					state: await signState(state, spec.stateBy ?? of.by)
				});
	return {
		...{
			name: spec.name,
			text,
			issuer: spec.issuer ?? 'house',
			digest,
			claims: of.claims,
			parts: partsOf(words)
		},
		annexes: annexes.map(({ each, words }) => ({
			...{ digest: each.issued.digest, claims: each.claims, parts: partsOf(words) }
		})),
		answers: answers.map(({ expected }) => expected),
		statements: statements.map(({ expected }) => expected),
		state: format === 1 ? null : state
	};
}

export const thirty: readonly ThirtyVector[] = await Promise.all(specs.map(made));
export const sealed = { first, second, big, ofClass, rotated, theirs, nobodys, one, two };
