// Statements and files of version 2 that a checker must refuse, each with its code. Only make-more.ts leads here.

import { canonical, type Json } from '#lib/base/canonical.ts';
import { handOver } from '#lib/seal/house-keys.ts';
import { signState } from '#lib/seal/state.ts';
import { contentOf, signStatement, type StatementFields } from '#lib/seal/statement.ts';
import { house, id, chance, samira, stranger, wim } from '#lib/seal/vectors/cast.ts';
import { apart, forge, twin } from '#lib/seal/vectors/forge.ts';
import { assertionBy, type Authenticator } from '#lib/seal/vectors/passkey.ts';
import { history, sealed, thirty } from '#lib/seal/vectors/thirty.ts';
import { iss, passkey, traject } from '#lib/seal/vectors/told.ts';
import type { LaterRefusalVector } from '#lib/seal/vectors/shape.ts';

const { first, second, theirs, one } = sealed;
const about = {
	version: first.issued.digest,
	traject,
	person: id<'person'>('samira'),
	at: 1788791000,
	aloud: null
};
const alone = { how: 'device', witness: null } as const;
const yes: StatementFields = {
	...{ ...about, ...alone, act: 'answer', answer: 'yes', until: null },
	...{ words: 'Ja.', target: null, mark: null }
};
const help: StatementFields = { ...about, ...alone, act: 'help', given: true, words: '' };
const made = await signStatement(yes, chance('later/yes'), samira);
const helped = await signStatement(help, chance('later/help'), samira);
const { header, payload } = apart(made.token);
const resaid = (from: string | RegExp, to: string, text = payload): Promise<string> =>
	forge(header, text.replace(from, to), samira);

/** Members of the payload, signed again. */
const forms: [string, string | RegExp, string][] = [
	['an act that is none', '"act":"answer"', '"act":"toast"'],
	['a member too many', '"traject"', '"role":"pupil","traject"'],
	['an answer that is none', '"answer":"yes"', '"answer":"agree"'],
	['a day beside a yes', '"until":null', '"until":"2026-09-14"'],
	['a way that is none', '"how":"device"', '"how":"mail"'],
	['a device with a witness', '"witness":null', `"witness":"${id('wim')}"`],
	['a spoken yes nobody heard', '"how":"device"', '"how":"spoken"'],
	['read out in no language', '"aloud":null', `"aloud":{"by":"${id('tolk')}","language":"?"}`],
	['read out by the person itself', '"aloud":null', `"aloud":{"by":"${id('samira')}","language":"prs"}`],
	['one hidden member too few', /"_sd":\["[^"]*",/, '"_sd":['],
	['hidden members out of order', /\[("[^"]*"),("[^"]*"),/, '[$2,$1,'],
	['digests by another function', 'sha-256', 'sha-512'],
	['a nonce of 64 bits', /"nonce":"[^"]*"/, '"nonce":"AAAAAAAAAAA"']
];

export const laterRefusals: LaterRefusalVector[] = [];
const statement = (code: string, name: string, token: string, disclosures: readonly string[] = []): void =>
	void laterRefusals.push({ of: 'statement', name: `a statement: ${name}`, code, token, disclosures });

for (const [name, from, to] of forms) statement('statement-form', name, await resaid(from, to));
statement('header-typ', 'an answer of old', (await oldAnswer()).token);
statement('signature-high-s', 'the twin of the signature', twin(made.token));
statement('signature-wrong', 'another’s signature', await forge(header, payload, wim));
statement(
	'key-form',
	'a key off the curve',
	await forge(header.replace(samira.key.y, samira.key.x), payload, samira)
);
statement('disclosure-unknown', 'the words of another', made.token, helped.disclosures);
statement('disclosure-twice', 'the words twice', made.token, [
	made.disclosures[0] ?? '',
	made.disclosures[0] ?? ''
]);
statement(
	'assertion-wrong',
	'an assertion beside a device',
	await resaid('"assertion":null', '"assertion":{}')
);

async function oldAnswer() {
	const { signAnswer } = await import('#lib/seal/answer.ts');
	const said = { ...about, ...alone, answer: 'yes', until: null, words: '', target: null } as const;
	return signAnswer(said, chance('later/old'), samira);
}

const hers: Authenticator = { key: passkey, origin: iss, host: 'tafel.example', flags: 0x05 };
const content = contentOf(
	{ ...yes, how: 'passkey', witness: null } as StatementFields,
	chance('later/passkey')
);
const shown = JSON.parse(Buffer.from(content.content, 'base64url').toString('utf8')) as {
	[name: string]: Json;
};
const houseHeader = header.replace(samira.key.x, house.key.x).replace(samira.key.y, house.key.y);
const wrong: [string, Partial<Authenticator> | null][] = [
	['a passkey’s without one', null],
	['another kind of act', { type: 'webauthn.create' }],
	['another challenge', { challenge: first.issued.digest }],
	['another house than its origin', { host: 'elders.example' }],
	['an origin with a path', { origin: `${iss}/x` }],
	['a page in a frame', { crossOrigin: true }],
	['nobody there', { flags: 0x04 }],
	['nobody verified', { flags: 0x01 }],
	['bytes too many', { more: [1, 2, 3] }],
	['bytes too few', { cut: 1 }],
	['another’s signature', { signedBy: stranger }]
];
for (const [name, change] of wrong) {
	const assertion = change && (await assertionBy({ ...hers, ...change }, content.content));
	const whole = canonical({ ...shown, assertion: assertion as unknown as Json });
	statement('assertion-wrong', name, await forge(houseHeader, whole, house));
}

const whole = JSON.parse(thirty.find(({ name }) => name === 'every part, voorgelegd')?.text ?? '') as {
	[name: string]: Json;
};
const withAnnex = JSON.parse(thirty.find(({ name }) => name.startsWith('an annex'))?.text ?? '') as {
	annexes: string[];
};
const carry = ({ token, disclosures }: { token: string; disclosures: readonly string[] }): Json => ({
	...{ token, disclosures: [...disclosures] }
});
const file = (code: string, name: string, changed: { readonly [name: string]: Json }): void =>
	void laterRefusals.push({
		of: 'file',
		name: `a file: ${name}`,
		code,
		text: canonical({ ...whole, ...changed })
	});
const keys = (at: number, changed: object): Json =>
	history.map((key, where) => (where === at ? { ...key, ...changed } : key)) as unknown as Json;
const said = async (fields: StatementFields, by = samira) =>
	carry(await signStatement(fields, chance('later/said'), by));
const standing = { version: first.issued.digest, state: 'in-force', at: 1 } as const;
const { body } = apart(await signState(standing, house));
const stateHead = apart(String(whole['state'])).header;

file('file-format', 'a member too many', { note: '' });
file('file-form', 'a copy that is no text', { copy: 7 });
file('file-form', 'an annex that is no text', { annexes: [7] });
file('file-too-large', '65 annexes', { annexes: Array<Json>(65).fill('') });
file('file-too-large', '1025 statements', { statements: Array<Json>(1025).fill(0) });
file('keys-form', 'no key', { keys: [] });
file('keys-form', 'a key twice', { keys: keys(1, { jwk: house.key }) });
file('keys-form', 'keys out of order', { keys: keys(2, { from: 1, until: null }) });
file('keys-form', 'a key that is none', { keys: keys(0, { jwk: { ...house.key, y: house.key.x } }) });
file('keys-handed', 'a key another handed on', {
	keys: keys(1, { handed: await handOver(history[1]?.jwk ?? house.key, 1789000000, stranger) })
});
file('keys-handed', 'a first key that was handed on', {
	keys: keys(0, { handed: history[1]?.handed ?? '' })
});
file('keys-handed', 'a key handed on at another moment', { keys: keys(0, { until: 1789000001 }) });
file('file-key', 'the keys of another house', {
	keys: [{ from: 1, handed: null, jwk: stranger.key, until: null }]
});
file('header-typ', 'a version where a state is read', { state: first.issued.token });
file('key-missing', 'the state by another house', { state: await signState(standing, stranger) });
file('signature-wrong', 'a state that was changed', {
	state: String(whole['state']).replace(/\.[^.]*\./, `.${body}.`)
});
file('state-form', 'a state that is none', {
	state: await forge(stateHead, `{"at":1,"state":"signed","version":"${first.issued.digest}"}`, house)
});
file('state-elsewhere', 'the state of the next version', {
	state: await signState({ ...standing, version: second.issued.digest }, house)
});
file('header-typ', 'a version among the annexes', { annexes: [`${first.issued.token}~`] });
file('key-missing', 'an annex of another house', {
	annexes: [`${await forge(apart(theirs.issued.token).header.replace('version', 'annex'), '{}', stranger)}~`]
});
file('annex-elsewhere', 'an annex of another version', await elsewhere());
file('annex-twice', 'an annex twice', { annexes: [...withAnnex.annexes, ...withAnnex.annexes] });
file('statement-act', 'an answer among the statements', { statements: [await said(yes)] });
file('statement-act', 'a statement among the answers', { answers: [await said(help)] });
file('answer-elsewhere', 'an answer to the next version', {
	answers: [await said({ ...yes, version: second.issued.digest } as StatementFields)]
});
file('answer-elsewhere', 'an answer to an annex that is not there', {
	answers: [await said({ ...yes, version: one.issued.digest } as StatementFields)]
});
file('answer-elsewhere', 'a statement of another traject', {
	statements: [await said({ ...help, traject: id('elsewhere') } as StatementFields)]
});
file('answer-twice', 'a statement twice', { statements: [carry(helped), carry(helped)] });
file('answer-signer', 'Wim’s consent with Samira’s key', {
	statements: [await said({ ...help, person: id('wim') } as StatementFields)]
});
file('answer-signer', 'the house, as if on her device', { answers: [await said(yes, house)] });
file('answer-signer', 'a device nobody saw join', { answers: [await said(yes, stranger)] });
file('answer-signer', 'a passkey nobody saw join', {
	answers: [carry({ token: await passkeyYes(), disclosures: [] })]
});

async function passkeyYes(): Promise<string> {
	const assertion = (await assertionBy(hers, content.content)) as unknown as Json;
	return forge(houseHeader, canonical({ ...shown, assertion }), house);
}

async function elsewhere(): Promise<{ annexes: string[] }> {
	const { header: head, payload: text } = apart(one.issued.token);
	return {
		annexes: [`${await forge(head, text.replace(first.issued.digest, second.issued.digest), house)}~`]
	};
}
