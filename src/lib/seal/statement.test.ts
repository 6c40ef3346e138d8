import { describe, expect, it } from 'vitest';
import { p256 } from '@noble/curves/nist.js';
import { base64url, utf8 } from '#lib/base/bytes.ts';
import { digestOfText, type Digest } from '#lib/base/digest.ts';
import { isNo } from '#lib/base/no.ts';
import { inWhoseHand, type Hands } from '#lib/seal/hand.ts';
import { thumbprint, type Signer } from '#lib/seal/key.ts';
import { fromDer } from '#lib/seal/passkey.ts';
import {
	closeStatement,
	contentOf,
	readContent,
	readStatement,
	signStatement,
	signUnsigned,
	statement,
	toSign,
	type Statement,
	type StatementFields
} from '#lib/seal/statement.ts';
import { apart, forge } from '#lib/seal/vectors/forge.ts';
import { chance, house, id, samira, signer, stranger, wim } from '#lib/seal/vectors/cast.ts';
import { assertionBy, type Authenticator } from '#lib/seal/vectors/passkey.ts';

const version = digestOfText('a version');
const about = {
	version,
	traject: id<'traject'>('traject'),
	person: id<'person'>('samira'),
	at: 1788791000,
	aloud: null
};
const alone = { how: 'device', witness: null } as const;
const beside = { how: 'spoken', witness: id<'person'>('wim') } as const;
const byHouse = { how: 'house', witness: id<'person'>('wim') } as const;
const [one = '', two = ''] = [digestOfText('one'), digestOfText('two')].sort();

/** One statement of each act. */
const each: Record<string, StatementFields> = {
	answer: {
		...about,
		...alone,
		act: 'answer',
		answer: 'yes-but',
		until: null,
		words: 'Niet op woensdag.',
		target: 'doel 1',
		mark: 'M10 10C12 3 9,-4 7.5 8Z'
	},
	help: { ...about, ...beside, act: 'help', given: true, words: '' },
	sees: {
		...about,
		...alone,
		act: 'sees',
		given: true,
		words: '',
		reader: 'trainer Ali',
		shows: [one as Digest, two as Digest]
	},
	key: { ...about, ...byHouse, act: 'key', of: 'device', thumbprint: thumbprint(wim.key), words: '' },
	annex: { ...about, ...alone, act: 'annex', words: 'Mijn versie. É ü 🌙' },
	erased: { ...about, ...byHouse, act: 'erased', digests: [one as Digest], words: 'Dat hoort er niet.' }
};

function good(token: string, disclosures: readonly string[]): Statement {
	const read = readStatement(token, disclosures);
	if (isNo(read)) throw new Error(read.no);
	return read;
}
const signed = (fields: StatementFields, by: Signer = samira, seed = 'a') =>
	signStatement(fields, chance(seed), by);

describe.each(Object.entries(each))('a statement of %s', (_, fields) => {
	it('says what was said, with all it hides, some of it or nothing', async () => {
		const { token, digest, disclosures } = await signed(fields);
		const all = good(token, disclosures);
		expect(all).toMatchObject({ ...about, act: fields.act, how: fields.how, digest, key: samira.key });
		const said: Record<string, unknown> = { ...fields };
		for (const [name, shown] of Object.entries(all.hidden)) expect(shown).toEqual({ is: said[name] });
		expect(disclosures).toHaveLength(Object.keys(all.hidden).length);
		expect(good(token, disclosures.toReversed())).toEqual(all);
		for (const shown of Object.values(good(token, []).hidden)) expect(shown).toBeNull();
		const { words, ...rest } = good(token, disclosures.slice(1)).hidden as Record<string, unknown>;
		expect(words).toBeNull();
		expect(Object.values(rest).includes(null)).toBe(false);
	});

	it('is as long without words as with many, and another one each time', async () => {
		const long = await signed({ ...fields, words: 'x'.repeat(2000) });
		const silent = await signed({ ...fields, words: '' });
		expect(silent.token.length).toBe(long.token.length);
		expect((await signed(fields, samira, 'b')).digest).not.toBe((await signed(fields)).digest);
	});

	it('lets no open or hidden field be swapped, dropped or added', async () => {
		const { token, disclosures } = await signed(fields);
		const { header, payload } = apart(token);
		const members = JSON.parse(payload) as Record<string, unknown>;
		for (const name of Object.keys(members)) {
			const { [name]: gone, ...rest } = members;
			expect(readStatement(await resigned(header, rest), disclosures), `without ${name}`).toHaveProperty(
				'no'
			);
			const odd = await resigned(header, { ...members, [name]: gone === 7 ? 8 : 7 });
			if (name !== 'at') expect(readStatement(odd, disclosures), `7 as ${name}`).toHaveProperty('no');
		}
		const more = await resigned(header, { ...members, role: 'pupil' });
		expect(readStatement(more, disclosures)).toEqual({ no: 'statement-form' });
	});
});

/** Members in the order of their names, signed again as they should be: only a strict reading finds the fault. */
function resigned(header: string, members: Record<string, unknown>): Promise<string> {
	const sorted = Object.fromEntries(Object.entries(members).sort(([a], [b]) => (a < b ? -1 : 1)));
	return forge(header, JSON.stringify(sorted), samira);
}

describe('a statement', () => {
	it('is not made of fields no checker would read', () => {
		const answer = each['answer'] as StatementFields;
		const wrong: object[] = [
			{ until: '2026-09-14' },
			{ answer: 'thinking', until: '2026-02-30' },
			{ answer: 'agree' },
			{ act: 'toast' },
			{ how: 'mail' },
			{ how: 'device', witness: id('wim') },
			{ how: 'tablet', witness: null },
			{ how: 'spoken', witness: about.person },
			{ aloud: { language: 'Dari!', by: id('tolk') } },
			{ aloud: { language: 'prs', by: about.person } },
			{ mark: '<svg onload=x>' },
			{ mark: `M${'1'.repeat(16_000)}` },
			{ target: 7 },
			{ words: null },
			{ version: 'x' },
			{ at: 0.5 }
		];
		for (const change of wrong) {
			const fields = { ...answer, ...change } as StatementFields;
			expect(() => contentOf(fields, chance('a')), JSON.stringify(change)).toThrow(TypeError);
		}
		const others: [string, object][] = [
			['key', { witness: null }],
			['key', { how: 'spoken' }],
			['key', { of: 'phone' }],
			['erased', { digests: [] }],
			['erased', { digests: [two, one] }],
			['erased', { digests: [one, one] }],
			['erased', { how: 'device', witness: null }],
			['sees', { shows: ['x'] }],
			['help', { given: 'yes' }]
		];
		for (const [name, change] of others) {
			const fields = { ...each[name], ...change } as StatementFields;
			expect(() => contentOf(fields, chance('a')), JSON.stringify(change)).toThrow(TypeError);
		}
		const long = { ...answer, words: 'x'.repeat(60_000) };
		expect(() => statement(long, chance('a'), samira.key)).toThrow(RangeError);
		expect(readStatement('.'.repeat(64_001), [])).toEqual({ no: 'statement-too-large' });
	});

	it('is closed by the signature of the key it names and no other', async () => {
		const made = statement(each['help'] as StatementFields, chance('a'), samira.key);
		const theirs = await stranger.sign(utf8(made.input));
		expect(() => closeStatement(made, theirs)).toThrow('not by the key');
	});

	it('tells in which language it was read out, and by whom', async () => {
		const aloud = { language: 'prs', by: id<'person'>('tolk') };
		const { token } = await signed({ ...(each['answer'] as StatementFields), aloud });
		expect(good(token, [])).toMatchObject({ aloud });
	});

	it('shows only what its own act hides', async () => {
		const sees = await signed(each['sees'] as StatementFields);
		const help = await signed(each['help'] as StatementFields);
		expect(readStatement(help.token, sees.disclosures)).toEqual({ no: 'disclosure-unknown' });
		const [words = ''] = help.disclosures;
		expect(readStatement(help.token, [words, words])).toEqual({ no: 'disclosure-twice' });
	});
});

const origin = 'https://tafel.example';
const hers: Authenticator = { key: signer('samira-passkey'), origin, host: 'tafel.example', flags: 0x05 };
const yes: StatementFields = {
	...(each['answer'] as StatementFields & { act: 'answer' }),
	how: 'passkey',
	witness: null
};

describe('a passkey', () => {
	it('answers the content, and the house signs around it', async () => {
		const content = contentOf(yes, chance('passkey'));
		const assertion = await assertionBy(hers, content.content);
		const made = await signUnsigned(toSign(content, assertion, house.key), house);
		expect(good(made.token, made.disclosures)).toMatchObject({
			how: 'passkey',
			key: house.key,
			assertion: { key: hers.key.key, origin, counter: 7 }
		});
	});

	it.each<[string, Partial<Authenticator>]>([
		['another kind of act', { type: 'webauthn.create' }],
		['another challenge', { challenge: digestOfText('another') }],
		['a challenge that is none', { challenge: '' }],
		['another house than its origin', { host: 'elders.example' }],
		['an origin that is none', { origin: 'tafel.example' }],
		['an origin with a path', { origin: `${origin}/x` }],
		['a page in a frame', { crossOrigin: true }],
		['nobody there', { flags: 0x04 }],
		['nobody verified', { flags: 0x01 }],
		['bytes too many', { more: [1, 2, 3] }],
		['bytes too few', { cut: 1 }],
		['another’s signature', { signedBy: stranger }]
	])('is not believed with %s', async (_, change) => {
		const content = contentOf(yes, chance('passkey'));
		const assertion = await assertionBy({ ...hers, ...change }, content.content);
		expect(readContent(content, assertion)).toEqual({ no: 'assertion-wrong' });
		expect(() => toSign(content, assertion, house.key)).toThrow(TypeError);
	});

	it('answers nothing but what it saw: not another answer, person, version or hour', async () => {
		const content = contentOf(yes, chance('passkey'));
		const assertion = await assertionBy(hers, content.content);
		expect(readContent(content, assertion)).toMatchObject({ person: about.person, hidden: { mark: {} } });
		const changes = [{ answer: 'no' }, { person: id('wim') }, { version: digestOfText('b') }, { at: 1 }];
		for (const change of changes) {
			const other = contentOf({ ...yes, ...change } as StatementFields, chance('passkey'));
			expect(readContent(other, assertion), JSON.stringify(change)).toEqual({ no: 'assertion-wrong' });
		}
	});

	it('stands in no other statement, and none stands without it', async () => {
		const content = contentOf(yes, chance('passkey'));
		const assertion = await assertionBy(hers, content.content);
		expect(readContent(content, null)).toEqual({ no: 'assertion-wrong' });
		const spoken = contentOf({ ...yes, ...beside } as StatementFields, chance('passkey'));
		expect(readContent(spoken, assertion)).toEqual({ no: 'assertion-wrong' });
		expect(readContent({ ...content, content: content.content.slice(1) }, assertion)).toEqual({
			no: 'text-form'
		});
	});

	it('gives its signature in DER, which becomes the low one of 64 bytes', () => {
		const { secretKey } = p256.keygen(new Uint8Array(48).fill(7));
		for (let run = 0; run < 8; run++) {
			const der = p256.sign(Uint8Array.of(run), secretKey, { lowS: false, format: 'der' });
			const raw = fromDer(der) ?? new Uint8Array();
			expect(p256.Signature.fromBytes(raw, 'compact').hasHighS()).toBe(false);
			expect(fromDer(der.subarray(1))).toBeNull();
		}
		expect(base64url(fromDer(new Uint8Array()) ?? utf8('none'))).toBe(base64url(utf8('none')));
	});
});

describe('in whose hand a statement is', () => {
	const hands: Hands = { named: thumbprint(samira.key), joined: [], house: [house.key], origin };
	const read = async (fields: StatementFields, by: Signer): Promise<Statement> => {
		const { token, disclosures } = await signed(fields, by);
		return good(token, disclosures);
	};
	const answer = each['answer'] as StatementFields;

	it('the device named in the version, or one that joined later, is the person’s own', async () => {
		expect(inWhoseHand(await read(answer, samira), hands)).toBe('device');
		const next = await read(answer, wim);
		expect(inWhoseHand(next, hands)).toBeNull();
		const joined = { of: 'device', thumbprint: thumbprint(wim.key) } as const;
		expect(inWhoseHand(next, { ...hands, joined: [joined] })).toBe('device');
		expect(inWhoseHand(next, { ...hands, joined: [{ ...joined, of: 'passkey' }] })).toBeNull();
		expect(inWhoseHand(await read(answer, samira), { ...hands, named: null })).toBeNull();
	});

	it('what was given another way is the house’s, and no device speaks so', async () => {
		for (const hand of [beside, byHouse, { how: 'paper', witness: null } as const]) {
			const fields = { ...answer, ...hand } as StatementFields;
			expect(inWhoseHand(await read(fields, house), hands)).toBe('house');
			expect(inWhoseHand(await read(fields, samira), hands)).toBeNull();
		}
		expect(inWhoseHand(await read(answer, house), hands)).toBeNull();
		expect(inWhoseHand(await read(each['key'] as StatementFields, samira), hands)).toBeNull();
	});

	it('a passkey counts when it joined as one, at this house, and this house signed', async () => {
		const content = contentOf(yes, chance('passkey'));
		const given = async (from: Partial<Authenticator>, by: Signer) => {
			const assertion = await assertionBy({ ...hers, ...from }, content.content);
			const made = await signUnsigned(toSign(content, assertion, by.key), by);
			return good(made.token, made.disclosures);
		};
		const joined = [{ of: 'passkey', thumbprint: thumbprint(hers.key.key) }] as const;
		const known = { ...hands, joined };
		expect(inWhoseHand(await given({}, house), known)).toBe('passkey');
		expect(inWhoseHand(await given({}, house), hands)).toBeNull();
		expect(inWhoseHand(await given({}, stranger), known)).toBeNull();
		const elsewhere = { origin: 'https://elders.example', host: 'elders.example' };
		expect(inWhoseHand(await given(elsewhere, house), known)).toBeNull();
	});
});
