// Copies a checker must refuse, each with its code.

import { base64url } from '#lib/base/bytes.ts';
import { digestOfText } from '#lib/base/digest.ts';
import { thumbprint, type PublicJwk } from '#lib/seal/key.ts';
import { house, samira, stranger } from '#lib/seal/vectors/cast.ts';
import { apart, bytesOf, forge, pack, twin } from '#lib/seal/vectors/forge.ts';
import { copies, one, two } from '#lib/seal/vectors/good.ts';
import type { RefusalVector } from '#lib/seal/vectors/shape.ts';

const { head, body, tail, header, payload } = apart(one.token);
const whole = copies[0]?.copy ?? '';
const [first = '', second = ''] = whole.split('~').slice(1);
const short = payload.replace(/"parts":\[.*\],/, '"parts":[],');
const entry = /\{"\.\.\.":"[^"]*"\}/;

/** Copies as they are. */
const plain: [string, string, string][] = [
	['copy-form', 'no tilde at the end', whole.slice(0, -1)],
	['copy-form', 'a text after the last tilde', `${head}.e30.${tail}~${first}`],
	['copy-form', 'nothing between two tildes', `${head}.e30.${tail}~~`],
	['copy-order', 'two disclosures changed places', `${one.token}~${second}~${first}~`],
	['too-many-parts', '4097 disclosures', `a.b.c~${'A~'.repeat(4097)}`],
	['token-form', 'a token of two pieces', `${head}.${tail}~`],
	['token-form', 'a signature of 63 bytes', `${head}.e30.${base64url(bytesOf(tail).slice(1))}~`],
	['token-form', 'bits over in the last letter', `${head}.e30.${tail.slice(0, -1)}B~`],
	['token-form', 'padding', `${head}.e30=.${tail}~`],
	[
		'signature-wrong',
		'another number, the same signature',
		`${one.token.replace(body, pack(payload.replace('"no":1', '"no":2')))}~`
	],
	['signature-high-s', 'the twin of the signature', `${twin(one.token)}~`],
	['disclosure-unknown', 'a part of the next version', `${one.token}~${two.disclosures[0]?.words}~`],
	[
		'disclosure-unknown',
		'a part nobody wrote',
		`${one.token}~${pack('["AAAAAAAAAAAAAAAAAAAAAA",{"o":1,"part":"x"}]')}~`
	],
	['disclosure-twice', 'one part twice', `${one.token}~${first}~${first}~`]
];

/** Headers and payloads to be signed by the house. */
const forged: [string, string, string, string][] = [
	['text-form', 'a space in the header', header.replace(',', ', '), '{}'],
	['text-form', 'a header member twice', header.replace('{', '{"alg":"ES256",'), '{}'],
	['text-form', 'the header in another order', header.replace(/^\{(.*),(.*)\}$/, '{$2,$1}'), '{}'],
	['text-form', 'a byte order mark before the header', `\ufeff${header}`, '{}'],
	['text-form', 'a claim twice', header, payload.replace('"no":1', '"no":1,"no":1')],
	['text-form', 'a number with an exponent', header, '{"no":1e0}'],
	['text-form', 'an escape nobody needs', header, '{"iss":"\\u0041"}'],
	['text-form', 'half an emoji', header, '{"iss":"\\ud83c"}'],
	['text-form', 'a barred name', header, '{"__proto__":1}'],
	['text-form', 'lists 33 deep', header, `${'['.repeat(33)}${']'.repeat(33)}`],
	['header-alg', 'no algorithm', header.replace('ES256', 'none'), '{}'],
	['header-alg', 'an algorithm with a shared secret', header.replace('ES256', 'HS256'), '{}'],
	['header-typ', 'an answer where a version is read', header.replace('version', 'answer'), '{}'],
	['header-form', 'a header member too many', header.replace(',', ',"b64":true,'), '{}'],
	['header-form', 'a kid that is no digest', header.replace(thumbprint(house.key), 'house'), '{}'],
	['claims-form', 'no claims', header, '{}'],
	['claims-form', 'a claim too many', header, payload.replace('"no"', '"nbf":1,"no"')],
	['claims-form', 'version nought', header, payload.replace('"no":1', '"no":0')],
	['claims-form', 'a time in letters', header, short.replace('1788789600', '"1788789600"')],
	['claims-form', 'an id in capitals', header, short.replace(/"jti":"[^"]*"/, '"jti":"VERSION"')],
	['claims-form', 'a digest before it that is none', header, short.replace('"prev":null', '"prev":"AAAA"')],
	['sd-alg', 'digests by another function', header, short.replace('sha-256', 'sha-512')],
	['list-form', 'no digests at all', header, short],
	['list-form', '255 digests', header, payload.replace(/\{"\.\.\.":"[^"]*"\},/, '')],
	['list-form', 'a part in the open', header, payload.replace(entry, '{"text":"open"}')],
	['digest-twice', 'one digest twice', header, payload.replace(/(\{"\.\.\.[^}]*\}),\{[^}]*\}/, '$1,$1')]
];

/** Disclosures no checker may read; one version lists them all, each is shown on a copy of its own. */
const salt = 'c2FsdHNhbHRzYWx0c2FsdA';
const odd: [string, string, string[]][] = [
	['disclosure-form', 'an object member in the list', [`["${salt}","part",{"o":1,"part":"x"}]`]],
	['disclosure-form', 'a salt of 64 bits', ['["AAAAAAAAAAA",{"o":1,"part":"x"}]']],
	['disclosure-form', 'no list', ['{"o":1,"part":"x"}']],
	['part-form', 'a part without a number', [`["${salt}",{"part":"x"}]`]],
	['part-form', 'something beside the part', [`["${salt}",{"o":1,"part":"x","q":1}]`]],
	['part-form', 'the number nought', [`["${salt}",{"o":0,"part":"x"}]`]],
	['part-form', 'the number 2^48', [`["${salt}",{"o":281474976710656,"part":"x"}]`]],
	[
		'part-form',
		'two parts, one number',
		[`["${salt}",{"o":7,"part":"x"}]`, `["${salt}",{"o":7,"part":"y"}]`]
	],
	['text-form', 'a disclosure with a space', [`["${salt}", {"o":1,"part":"x"}]`]],
	['text-form', 'a part with a barred name', [`["${salt}",{"o":1,"part":{"constructor":1}}]`]],
	['text-form', 'a part with a fraction', [`["${salt}",{"o":1,"part":1.5}]`]]
];

const refusal = (code: string, name: string, copy: string, carried: PublicJwk | null): RefusalVector => ({
	of: 'copy',
	name,
	code,
	copy,
	carried
});

const theirs = header.replace(thumbprint(house.key), thumbprint(stranger.key));
const unknown = `${await forge(theirs, '{}', stranger)}~`;
const inName = `${await forge(header, '{}', stranger)}~`;

export const copyRefusals: RefusalVector[] = [
	...plain.map(([code, name, copy]) => refusal(code, name, copy, null)),
	refusal('key-missing', 'a key nobody handed in', unknown, null),
	refusal('key-missing', 'another key came with it', unknown, samira.key),
	refusal('signature-wrong', 'signed by another in the house’s name', inName, stranger.key)
];

for (const [code, name, headerText, payloadText] of forged)
	copyRefusals.push(refusal(code, name, `${await forge(headerText, payloadText, house)}~`, null));

const words = odd.map(([, , texts]) => texts.map(pack).sort());
const taken = [...payload.matchAll(/"\.\.\.":"([^"]*)"/g)].map((match) => match[1] ?? '');
const listing = words
	.flat()
	.reduce((list, each, at) => list.replace(taken[at] ?? '', digestOfText(each)), payload);
export const oddToken = await forge(header, listing, house);
for (const [at, [code, name]] of odd.entries())
	copyRefusals.push(refusal(code, name, [oddToken, ...(words[at] ?? []), ''].join('~'), null));
