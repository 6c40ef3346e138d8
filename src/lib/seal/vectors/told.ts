// What is said in the thirty files, each statement with all its chance fixed. Only make-more.ts leads here.

import { signAnswer } from '#lib/seal/answer.ts';
import { answerAct } from '#lib/seal/act.ts';
import { thumbprint, type Signer } from '#lib/seal/key.ts';
import { contentOf, signStatement, signUnsigned, toSign, type StatementFields } from '#lib/seal/statement.ts';
import type { Digest } from '#lib/base/digest.ts';
import { chance, id, signer } from '#lib/seal/vectors/cast.ts';
import { assertionBy } from '#lib/seal/vectors/passkey.ts';
import type { By } from '#lib/seal/check.ts';
import type { ToldVector } from '#lib/seal/vectors/shape.ts';

export const iss = 'https://tafel.example';
export const traject = id<'traject'>('traject');
export const samiras = signer('samira-next');
export const passkey = signer('samira-passkey');

const at = 1788791000;
const witness = id<'person'>('wim');

/** Every field but the version; what is not named is what most say. */
export type Saying = Partial<Record<string, unknown>> & { readonly act: StatementFields['act'] };

const usual: Record<StatementFields['act'], object> = {
	answer: { ...answerAct('yes', null), words: '', target: null, mark: null },
	help: { given: true, words: '' },
	sees: { given: true, words: '', reader: 'trainer Ali', shows: [] },
	key: { how: 'house', witness, of: 'device', thumbprint: thumbprint(samiras.key), words: '' },
	annex: { words: 'Ik zie het anders: ik was er elke dag.' },
	erased: { how: 'house', witness: null, words: '' }
};

export type Told = {
	readonly carried: { token: string; disclosures: readonly string[] };
	readonly expected: ToldVector;
};

/** A statement to a version, the names of what is shown of it, and in whose hand it is. */
export async function told(
	version: Digest,
	saying: Saying,
	by: Signer,
	inHand: By,
	shows: readonly string[] | 'all' = 'all'
): Promise<Told> {
	const about = { version, traject, person: id<'person'>('samira'), at, aloud: null };
	const hand = { how: 'device', witness: null };
	const fields = { ...about, ...hand, ...usual[saying.act], ...saying } as StatementFields;
	const seed = `told/${JSON.stringify(fields)}`;
	const made =
		fields.how === 'passkey'
			? await byPasskey(fields, seed, by)
			: await signStatement(fields, chance(seed), by);
	const all: Record<string, unknown> = { ...fields };
	const names = made.disclosures.map(nameIn);
	const shown = names.filter((name) => shows === 'all' || shows.includes(name));
	const open = Object.fromEntries(Object.entries(all).filter(([name]) => !names.includes(name)));
	return {
		carried: {
			token: made.token,
			disclosures: made.disclosures.filter((_, at) => shown.includes(names[at] ?? ''))
		},
		expected: { digest: made.digest, by: inHand, open, hidden: pick(all, shown) }
	};
}

/** An answer of the old form. */
export async function toldOfOld(version: Digest, changed: object, by: Signer, inHand: By): Promise<Told> {
	const { act: _, ...yes } = answerAct('yes', null);
	const hidden = { words: 'Goed zo.', target: null };
	const fields = {
		version,
		traject,
		person: id<'person'>('samira'),
		at,
		how: 'device',
		witness: null,
		...yes,
		...changed
	};
	const made = await signAnswer(
		{ ...fields, ...hidden } as never,
		chance(`old/${JSON.stringify(fields)}`),
		by
	);
	return { carried: made, expected: { digest: made.digest, by: inHand, open: fields, hidden } };
}

async function byPasskey(fields: StatementFields, seed: string, house: Signer) {
	const content = contentOf(fields, chance(seed));
	const from = { key: passkey, origin: iss, host: 'tafel.example', flags: 0x05 };
	return signUnsigned(toSign(content, await assertionBy(from, content.content), house.key), house);
}

const nameIn = (words: string): string => String((JSON.parse(atobUtf8(words)) as unknown[])[1]);
const atobUtf8 = (words: string): string => Buffer.from(words, 'base64url').toString('utf8');

const pick = (all: Record<string, unknown>, names: readonly string[]): Record<string, unknown> =>
	Object.fromEntries(names.map((name) => [name, all[name]]));
