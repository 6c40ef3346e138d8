import { describe, expect, it } from 'vitest';
import { isNo } from '#lib/base/no.ts';
import { signAnswer, type SignedAnswer } from '#lib/seal/answer.ts';
import { checkFile, type Checked } from '#lib/seal/check.ts';
import { copyOf } from '#lib/seal/copy.ts';
import { readFile, writeFile, type NewFile } from '#lib/seal/file.ts';
import { handOver, readHouseKeys, trustedOn, type HouseKey } from '#lib/seal/house-keys.ts';
import { issue, issueAnnex, type Issued } from '#lib/seal/issue.ts';
import { thumbprint, type Signer } from '#lib/seal/key.ts';
import { signState, type State } from '#lib/seal/state.ts';
import { signStatement, type SignedStatement, type StatementFields } from '#lib/seal/statement.ts';
import {
	chance,
	deviceKeyOf,
	house,
	id,
	other,
	plan,
	samira,
	signer,
	stranger
} from '#lib/seal/vectors/cast.ts';
import type { TrustedKey } from '#lib/seal/verify.ts';

const [next, last] = [signer('the house’s next key'), signer('its key after that')];
const ours: readonly TrustedKey[] = [{ jwk: house.key, trust: 'house' }];
const pinned: readonly TrustedKey[] = [{ jwk: house.key, trust: 'pinned' }];
const traject = id<'traject'>('traject');
const iss = 'https://tafel.example';
const claims = { iss, iat: 1788789600, jti: id<'version'>('v'), traject, no: 1, prev: null };

const history: readonly HouseKey[] = [
	{ jwk: house.key, from: 100, until: 200, handed: null },
	{ jwk: next.key, from: 200, until: 300, handed: await handOver(next.key, 200, house) },
	{ jwk: last.key, from: 300, until: null, handed: await handOver(last.key, 300, next) }
];
const first: readonly HouseKey[] = [{ jwk: house.key, from: 100, until: null, handed: null }];

const copyIn = (issued: Issued): string =>
	copyOf(
		issued.token,
		issued.disclosures.map(({ words }) => words)
	);
const version = await issue(claims, plan, chance('check'), house);
const annexed = (by: Signer, changed: object = {}): Promise<Issued> =>
	issueAnnex(
		{ iss, iat: 1788789700, jti: id<'annex'>('a'), traject, of: version.digest, ...changed },
		[{ layer: 0, part: { kind: 'shared', text: 'Alleen voor wie het ziet.' } }],
		chance('annex'),
		by
	);

const about = {
	version: version.digest,
	traject,
	person: id<'person'>('samira'),
	at: 1788791000,
	aloud: null
};
const answer: StatementFields = {
	...about,
	...{ how: 'device', witness: null, act: 'answer', answer: 'yes', until: null },
	...{ words: '', target: null, mark: null }
};
const joins: StatementFields = {
	...about,
	...{ how: 'house', witness: id<'person'>('wim'), act: 'key', of: 'device', words: '' },
	thumbprint: thumbprint(stranger.key)
};
const stated = (fields: StatementFields, by: Signer): Promise<SignedStatement> =>
	signStatement(fields, chance(`${by.key.x}${fields.act}`), by);

async function file(changed: Partial<NewFile> = {}, state: Partial<State> = {}, by = house): Promise<string> {
	const stands = { version: version.digest, state: 'in-force', at: 1788792000, ...state } as const;
	return writeFile({
		format: 2,
		keys: first,
		copy: copyIn(version),
		annexes: [],
		answers: [],
		statements: [],
		state: await signState(stands, by),
		saved: 1788800000,
		...changed
	});
}

function good(text: string, keys = ours): Checked {
	const checked = checkFile(text, keys, deviceKeyOf);
	if (isNo(checked)) throw new Error(checked.no);
	return checked;
}
const refused = (text: string, keys = ours): unknown => checkFile(text, keys, deviceKeyOf);

describe('a file', () => {
	it('says how the version stands, by the word of its house', async () => {
		expect(good(await file())).toMatchObject({
			issuer: 'house',
			state: { state: 'in-force', at: 1788792000 }
		});
		expect(refused(await file({}, {}, stranger))).toEqual({ no: 'key-missing' });
		expect(refused(await file({}, { version: (await annexed(house)).digest }))).toEqual({
			no: 'state-elsewhere'
		});
	});

	it('is written again as it was read', async () => {
		const text = await file({ keys: history, answers: [await stated(answer, samira)] });
		const read = readFile(text);
		expect(isNo(read) || writeFile(read)).toBe(text);
	});

	it('holds answers of the old form and the new beside each other', async () => {
		const { act: _, mark: __, aloud: ___, ...said } = answer as StatementFields & { act: 'answer' };
		const old: SignedAnswer = await signAnswer({ ...said, how: 'device' }, chance('old'), samira);
		const checked = good(await file({ answers: [old, await stated(answer, samira)] }));
		expect(checked.answers.map(({ by, answer: what }) => [by, what])).toEqual([
			['device', 'yes'],
			['device', 'yes']
		]);
	});

	it('takes another device’s answer once its key joined in sight of somebody, for that person alone', async () => {
		const answers = [await stated(answer, stranger)];
		expect(refused(await file({ answers }))).toEqual({ no: 'answer-signer' });
		const joined = await stated(joins, house);
		expect(good(await file({ answers, statements: [joined] })).answers).toMatchObject([{ by: 'device' }]);
		const wims = await stated({ ...joins, person: id('oma') } as StatementFields, house);
		expect(refused(await file({ answers, statements: [wims] }))).toEqual({ no: 'answer-signer' });
		const self = await stated(joins, stranger);
		expect(refused(await file({ answers, statements: [self] }))).toEqual({ no: 'answer-signer' });
	});

	it('has no house that speaks as a device, also of whom the copy shows none, or whose device it joined as', async () => {
		const houses = await stated(answer, house);
		expect(refused(await file({ answers: [houses] }))).toEqual({ no: 'answer-signer' });
		const unshown = await stated({ ...answer, person: id('oma') } as StatementFields, house);
		expect(refused(await file({ answers: [unshown] }))).toEqual({ no: 'answer-signer' });
		const joined = await stated({ ...joins, thumbprint: thumbprint(house.key) } as StatementFields, house);
		expect(refused(await file({ answers: [houses], statements: [joined] }))).toEqual({ no: 'answer-signer' });
	});

	it('keeps answers among the answers and every other act among the statements', async () => {
		expect(refused(await file({ statements: [await stated(answer, samira)] }))).toEqual({
			no: 'statement-act'
		});
		expect(refused(await file({ answers: [await stated(joins, house)] }))).toEqual({ no: 'statement-act' });
	});

	it('takes nothing that was said to another version, or twice', async () => {
		const elsewhere = { ...answer, version: (await annexed(house)).digest } as StatementFields;
		expect(refused(await file({ answers: [await stated(elsewhere, samira)] }))).toEqual({
			no: 'answer-elsewhere'
		});
		const [once] = [await stated(answer, samira)];
		expect(refused(await file({ answers: [once, once] }))).toEqual({ no: 'answer-twice' });
	});
});

describe('an annex', () => {
	it('stands beside the version it names, and may be answered', async () => {
		const annex = await annexed(house);
		const yes = await stated({ ...answer, version: annex.digest } as StatementFields, samira);
		const checked = good(await file({ annexes: [copyIn(annex)], answers: [yes] }));
		expect(checked.annexes).toMatchObject([{ digest: annex.digest, parts: [{ part: { kind: 'shared' } }] }]);
		expect(checked.answers).toMatchObject([{ version: annex.digest, by: 'device' }]);
	});

	it('is none when it names another version, traject or house, when it stands there twice, or is a version', async () => {
		for (const change of [{ of: (await annexed(house)).digest }, { traject: id('b') }, { iss: 'elders' }])
			expect(refused(await file({ annexes: [copyIn(await annexed(house, change))] }))).toEqual({
				no: 'annex-elsewhere'
			});
		const copy = copyIn(await annexed(house));
		expect(refused(await file({ annexes: [copy, copy] }))).toEqual({ no: 'annex-twice' });
		expect(refused(await file({ annexes: [copyIn(version)] }))).toEqual({ no: 'header-typ' });
		expect(refused(await file({ copy }))).toEqual({ no: 'header-typ' });
		expect(refused(await file({ annexes: [copyIn(await annexed(other))] }))).toEqual({ no: 'key-missing' });
	});
});

describe('the keys of a house', () => {
	const by = (key: Signer) => issue(claims, plan, chance('later'), key);
	const later = async (key: Signer, keys = history) => {
		const issued = await by(key);
		return file({ keys, copy: copyIn(issued) }, { version: issued.digest }, key);
	};

	it('hand on trust, forwards, in as many steps as there are', async () => {
		for (const key of [house, next, last]) {
			expect(good(await later(key)).issuer).toBe('house');
			expect(good(await later(key), pinned).issuer).toBe('pinned');
			expect(good(await later(key), []).issuer).toBe('unknown');
		}
		const lastOnly: readonly TrustedKey[] = [{ jwk: last.key, trust: 'pinned' }];
		expect(good(await later(house), lastOnly).issuer).toBe('unknown');
	});

	it('write down late answers to what an earlier key signed, and no earlier key what a later one signed', async () => {
		const spoken = { ...answer, how: 'spoken', witness: id('wim') } as StatementFields;
		expect(good(await file({ keys: history, answers: [await stated(spoken, last)] })).answers).toMatchObject([
			{ by: 'house' }
		]);
		const issued = await by(last);
		const early = await stated({ ...spoken, version: issued.digest } as StatementFields, house);
		const made = file(
			{ keys: history, copy: copyIn(issued), answers: [early] },
			{ version: issued.digest },
			last
		);
		expect(refused(await made, [])).toEqual({ no: 'answer-signer' });
	});

	it('do not hand on where one was lost', () => {
		const lost = history.map((key, at) => (at === 1 ? { ...key, handed: null } : key));
		expect(trustedOn(lost, pinned)).toHaveLength(1);
		expect(trustedOn(history, pinned)).toHaveLength(3);
	});

	it('that were not handed on as they say are refused', async () => {
		const json = (keys: readonly HouseKey[]) => JSON.parse(JSON.stringify(keys));
		const change = (at: number, changed: Partial<HouseKey>) =>
			readHouseKeys(json(history.map((key, where) => (where === at ? { ...key, ...changed } : key))));
		expect(readHouseKeys(json(history))).toEqual(history);
		const handed = [
			change(1, { handed: await handOver(next.key, 200, stranger) }),
			change(1, { handed: await handOver(last.key, 200, house) }),
			change(1, { handed: await handOver(next.key, 201, house) }),
			change(2, { handed: await handOver(last.key, 300, house) }),
			change(0, { handed: await handOver(house.key, 100, stranger) }),
			change(0, { until: null }),
			change(1, { handed: version.token })
		];
		for (const one of handed) expect(one).toEqual({ no: 'keys-handed' });
		const form = [
			readHouseKeys([]),
			change(2, { jwk: next.key }),
			change(2, { from: 150 }),
			change(2, { until: 299 }),
			change(2, { from: -1 })
		];
		for (const one of form) expect(one).toEqual({ no: 'keys-form' });
	});

	it('must be in the file that they signed', async () => {
		const issued = await by(next);
		const made = await file({ copy: copyIn(issued) }, { version: issued.digest }, next);
		expect(refused(made, [...ours, { jwk: next.key, trust: 'house' }])).toEqual({ no: 'file-key' });
		expect(refused(made)).toEqual({ no: 'key-missing' });
	});
});
