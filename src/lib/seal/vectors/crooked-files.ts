// Files a checker must refuse, each with its code.

import { canonical, type Json } from '#lib/base/canonical.ts';
import { house, id, samira, stranger } from '#lib/seal/vectors/cast.ts';
import { apart, forge } from '#lib/seal/vectors/forge.ts';
import { answers, copies, one, two } from '#lib/seal/vectors/good.ts';
import type { RefusalVector } from '#lib/seal/vectors/shape.ts';

const yes = answers[0]?.token ?? '';
const { header, payload } = apart(yes);
const houseHeader = apart(answers[1]?.token ?? '').header;
const whole = copies[0]?.copy ?? '';

const file = (changed: { readonly [name: string]: Json }): string =>
	canonical({
		format: 'rondetafel-copy/1',
		key: house.key,
		copy: 'a~',
		answers: [],
		saved: 1788800000,
		...changed
	});
const withAnswers = (...tokens: string[]): string =>
	file({ copy: whole, answers: tokens.map((token) => ({ token, disclosures: [] })) });
const resaid = (from: string, to: string): Promise<string> =>
	forge(header, payload.replace(from, to), samira);

const list: [string, string, string][] = [
	['file-text', 'a space in the file', file({}).replace(',', ', ')],
	['file-text', 'a member twice', file({}).replace('{', '{"answers":[],')],
	['file-format', 'a file of a later format', file({ format: 'rondetafel-copy/2' })],
	['file-form', 'a member too many', file({ note: '' })],
	['file-form', 'a key that is none', file({ key: { ...house.key, y: house.key.x } })],
	['file-form', 'an answer without its disclosures', file({ answers: [{ token: yes }] })],
	['file-too-large', '1025 answers', file({ answers: Array<Json>(1025).fill(0) })],
	['copy-form', 'a copy without its tilde', file({ copy: whole.slice(0, -1) })],
	['file-key', 'another key beside the copy', file({ copy: whole, key: stranger.key })],
	['answer-elsewhere', 'an answer to the next version', withAnswers(await resaid(one.digest, two.digest))],
	['answer-elsewhere', 'another traject', withAnswers(await resaid(one.claims.traject, id('elsewhere')))],
	['answer-twice', 'an answer twice', withAnswers(yes, yes)],
	['answer-signer', 'Wim’s yes with Samira’s key', withAnswers(await resaid(id('samira'), id('wim')))],
	['answer-signer', 'a spoken yes with her own key', withAnswers(answers[7]?.token ?? '')],
	['answer-signer', 'the house, as if on her device', withAnswers(answers[6]?.token ?? '')],
	[
		'answer-form',
		'an answer that is none',
		withAnswers(await forge(houseHeader, payload.replace('"yes"', '"agree"'), house))
	]
];

export const fileRefusals: RefusalVector[] = list.map(([code, name, text]) => ({
	of: 'file',
	name: `a file: ${name}`,
	code,
	text
}));
