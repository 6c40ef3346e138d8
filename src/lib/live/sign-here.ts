// One's answer, signed on one's own device. Apart from the key itself: a page asks for this code only when
// there is something to answer.

import { utf8 } from '#lib/base/bytes.ts';
import type { DeviceKey } from '#lib/live/device-key.ts';
import { closeStatement, statement, type AnswerFields, type SignedAnswer } from '#lib/seal/answer.ts';

const randomBytes = (count: number): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(count));

export async function signHere(key: DeviceKey, fields: AnswerFields): Promise<SignedAnswer> {
	const made = statement(fields, randomBytes, key.jwk);
	const hash = { name: 'ECDSA', hash: 'SHA-256' };
	return closeStatement(
		made,
		new Uint8Array(await crypto.subtle.sign(hash, key.pair.privateKey, utf8(made.input)))
	);
}
