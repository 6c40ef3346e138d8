// Answers a checker must refuse, each with its code.

import { digestOfText } from '#lib/base/digest.ts';
import { samira, wim } from '#lib/seal/vectors/cast.ts';
import { apart, forge, pack, twin } from '#lib/seal/vectors/forge.ts';
import { answers, one } from '#lib/seal/vectors/good.ts';
import type { RefusalVector } from '#lib/seal/vectors/shape.ts';

const yes = answers[0]?.token ?? '';
const words = answers[0]?.signed[0] ?? '';
const { head, body, tail, header, payload } = apart(yes);
const toNo = payload.replace('"answer":"yes"', '"answer":"no"');
const thinking = payload.replace('"answer":"yes"', '"answer":"thinking"');
const wims = header.replace(samira.key.x, wim.key.x).replace(samira.key.y, wim.key.y);

const salt = 'c2FsdHNhbHRzYWx0c2FsdA';
const element = pack(`["${salt}","Ja"]`);
const renamed = pack(`["${salt}","reason","Ja"]`);
const odd = [digestOfText(element), digestOfText(renamed)].sort().join('","');
const oddToken = await forge(header, payload.replace(/"_sd":\[[^\]]*\]/, `"_sd":["${odd}"]`), samira);

/** Answers as they are. */
const plain: [string, string, string, string[]][] = [
	['header-typ', 'a version where an answer is read', one.token, []],
	['signature-wrong', 'no made of yes', `${head}.${pack(toNo)}.${tail}`, []],
	['signature-wrong', 'another’s key put in', `${pack(wims)}.${body}.${tail}`, []],
	['signature-high-s', 'the twin of the signature', twin(yes), []],
	['disclosure-unknown', 'the words of another answer', yes, answers[2]?.signed.slice(0, 1) ?? []],
	['disclosure-twice', 'the words twice', yes, [words, words]],
	['disclosure-form', 'a list element where a field belongs', oddToken, [element]],
	['disclosure-form', 'a hidden field of another name', oddToken, [renamed]]
];

/** Headers and payloads to be signed by Samira. */
const forged: [string, string, string, string][] = [
	['header-alg', 'no algorithm', header.replace('ES256', 'none'), payload],
	[
		'header-form',
		'a key named and not carried',
		apart(one.token).header.replace('version', 'answer'),
		payload
	],
	['key-form', 'a key off the curve', header.replace(samira.key.y, samira.key.x), payload],
	['key-form', 'a key with a member too many', header.replace('"x"', '"use":"sig","x"'), payload],
	['text-form', 'a field twice', header, payload.replace('"at"', '"answer":"no","at"')],
	['answer-form', 'a field too many', header, payload.replace('"traject"', '"role":"pupil","traject"')],
	['answer-form', 'an answer that is none', header, payload.replace('"yes"', '"agree"')],
	['answer-form', 'a way that is none', header, payload.replace('"device"', '"mail"')],
	['answer-form', 'a day beside a yes', header, payload.replace('"until":null', '"until":"2026-09-14"')],
	['answer-form', 'the 30th of February', header, thinking.replace('"until":null', '"until":"2026-02-30"')],
	['answer-form', 'a nonce of 64 bits', header, payload.replace(/"nonce":"[^"]*"/, '"nonce":"AAAAAAAAAAA"')],
	['answer-form', 'one hidden field', header, payload.replace(/"_sd":\["[^"]*",/, '"_sd":[')],
	[
		'answer-form',
		'hidden fields out of order',
		header,
		payload.replace(/\[("[^"]*"),("[^"]*")\]/, '[$2,$1]')
	],
	['answer-form', 'digests by another function', header, payload.replace('sha-256', 'sha-512')]
];

export const answerRefusals: RefusalVector[] = plain.map(([code, name, token, disclosures]) => ({
	of: 'answer',
	name: `an answer: ${name}`,
	code,
	token,
	disclosures
}));

for (const [code, name, headerText, payloadText] of forged) {
	const token = await forge(headerText, payloadText, samira);
	answerRefusals.push({ of: 'answer', name: `an answer: ${name}`, code, token, disclosures: [] });
}
