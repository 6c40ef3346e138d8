import { describe, expect, it } from 'vitest';
import { utf8 } from '#lib/base/bytes.ts';
import { isNo } from '#lib/base/no.ts';
import {
	closeStatement,
	readAnswer,
	signAnswer,
	signedBy,
	statement,
	type Answer,
	type AnswerFields
} from '#lib/seal/answer.ts';
import { parsePublicJwk, thumbprint, type PublicJwk, type Signer } from '#lib/seal/key.ts';
import { chance, house, id, samira, stranger } from '#lib/seal/vectors/cast.ts';
import { vectors } from '#lib/seal/vectors/shape.ts';

const version = vectors('versions')[0]?.digest ?? ('' as never);
const fields: AnswerFields = {
	version,
	traject: id('traject'),
	person: id('samira'),
	answer: 'yes-but',
	at: 1788791000,
	until: null,
	how: 'device',
	witness: null,
	words: 'Niet op woensdag.',
	target: 'doel 1'
};

function good(token: string, disclosures: readonly string[]): Answer {
	const answer = readAnswer(token, disclosures);
	if (isNo(answer)) throw new Error(answer.no);
	return answer;
}

describe('an answer', () => {
	it('says what was said, with all of its words, some or none', async () => {
		const { token, digest, disclosures } = await signAnswer(fields, chance('a'), samira);
		const [words, target] = disclosures;
		const { words: text, target: of, ...open } = fields;
		expect(good(token, disclosures)).toMatchObject({
			...open,
			digest,
			key: samira.key,
			words: { text },
			target: { of }
		});
		expect(good(token, [target, words])).toEqual(good(token, disclosures));
		expect(good(token, [words])).toMatchObject({ digest, words: { text }, target: null });
		expect(good(token, [target])).toMatchObject({ digest, words: null, target: { of } });
		expect(good(token, [])).toMatchObject({ digest, words: null, target: null });
	});

	it('without words is as long as one with many, and tells which it is to nobody', async () => {
		const silent = await signAnswer({ ...fields, words: '', target: null }, chance('a'), samira);
		const long = await signAnswer({ ...fields, words: 'x'.repeat(2000) }, chance('a'), samira);
		expect(silent.token.length).toBe(long.token.length);
		expect(good(silent.token, silent.disclosures)).toMatchObject({
			words: { text: '' },
			target: { of: null }
		});
	});

	it('is another answer each time it is given', async () => {
		const random = chance('twice');
		const first = await signAnswer(fields, random, samira);
		const second = await signAnswer(fields, random, samira);
		expect(first.digest).not.toBe(second.digest);
	});

	it('signed by WebCrypto reads the same, whichever s it made', async () => {
		const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign']);
		const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', pair.publicKey);
		const key = parsePublicJwk({ kty, crv, x, y }) as PublicJwk;
		const sign = async (bytes: Uint8Array): Promise<Uint8Array> => {
			const copy = Uint8Array.from(bytes);
			return new Uint8Array(
				await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, pair.privateKey, copy)
			);
		};
		const phone: Signer = { key, sign };
		for (let run = 0; run < 20; run++) {
			const { token, disclosures } = await signAnswer(fields, chance(`phone ${run}`), phone);
			expect(good(token, disclosures)).toMatchObject({ key, person: fields.person });
		}
	});

	it('is not made of fields no checker would read, nor closed with another’s signature', async () => {
		const wrong: object[] = [
			{ until: '2026-09-14' },
			{ answer: 'thinking', until: '14/9/2026' },
			{ answer: 'thinking', until: '2026-02-30' },
			{ answer: 'agree' },
			{ how: 'mail' },
			{ version: 'x' },
			{ person: 'samira' },
			{ witness: 'wim' },
			{ at: -1 },
			{ at: 0.5 }
		];
		for (const each of wrong)
			expect(() => statement({ ...fields, ...each }, chance('a'), samira.key), JSON.stringify(each)).toThrow(
				TypeError
			);
		expect(() => statement({ ...fields, words: 'x'.repeat(60_000) }, chance('a'), samira.key)).toThrow(
			RangeError
		);
		expect(() => statement(fields, chance('a'), { ...samira.key, ext: true } as PublicJwk)).toThrow(
			TypeError
		);
		const made = statement(fields, chance('a'), samira.key);
		const theirs = await stranger.sign(utf8(made.input));
		expect(() => closeStatement(made, theirs)).toThrow('not by the key');
	});

	it('carries its fields and nothing a caller left lying beside them', async () => {
		const more = { ...fields, role: 'pupil', nonce: 'mine' };
		const { token, disclosures } = await signAnswer(more, chance('a'), samira);
		expect(good(token, disclosures)).not.toHaveProperty('role');
	});

	it('that is too large is refused before it is read', () => {
		expect(readAnswer('.'.repeat(64_001), [])).toEqual({ no: 'answer-too-large' });
	});
});

describe('in whose hand', () => {
	const read = async (changed: Partial<AnswerFields>, signer: Signer): Promise<Answer> => {
		const { token, disclosures } = await signAnswer({ ...fields, ...changed }, chance('hand'), signer);
		return good(token, disclosures);
	};
	const hers = thumbprint(samira.key);

	it('an answer on a device is the person’s only by the key the version names for that person', async () => {
		const answer = await read({}, samira);
		expect(signedBy(answer, hers, [house.key])).toBe('device');
		expect(signedBy(answer, thumbprint(stranger.key), [house.key])).toBeNull();
		expect(signedBy(answer, null, [house.key])).toBeNull();
	});

	it('a spoken, passed or written-down answer is the house’s, and nobody’s key signs for another', async () => {
		for (const how of ['spoken', 'tablet', 'house'] as const) {
			expect(signedBy(await read({ how }, house), hers, [stranger.key, house.key])).toBe('house');
			expect(signedBy(await read({ how }, samira), hers, [house.key])).toBeNull();
			expect(signedBy(await read({ how }, house), hers, [])).toBeNull();
		}
		expect(signedBy(await read({}, house), hers, [house.key])).toBeNull();
	});
});
