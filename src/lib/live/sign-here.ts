// What one says of a version, signed on one's own device. Apart from the key itself: a page asks for this code
// only when there is something to say.

import { utf8 } from '#lib/base/bytes.ts';
import type { DeviceKey } from '#lib/live/device-key.ts';
import { answerAct } from '#lib/seal/act.ts';
import type { About } from '#lib/seal/body.ts';
import type { AnswerKind } from '#lib/seal/said.ts';
import {
	closeStatement,
	statement,
	type SignedStatement,
	type StatementFields
} from '#lib/seal/statement.ts';

const randomBytes = (count: number): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(count));

/** An answer on the own device. */
export type OwnAnswer = Omit<About, 'aloud'> & {
	readonly how: 'device';
	readonly witness: null;
	readonly answer: AnswerKind;
	readonly until: string | null;
	readonly words: string;
	readonly target: string | null;
	/** Absent: nobody read it out, and none was drawn. */
	readonly aloud?: About['aloud'];
	readonly mark?: string | null;
};

/** A signed answer with its words, its target and its mark, as a move carries it. */
export async function signHere(
	key: DeviceKey,
	{ answer, until, ...said }: OwnAnswer
): Promise<{ readonly token: string; readonly disclosures: readonly [string, string, string] }> {
	const { token, disclosures } = await stateHere(key, {
		...{ aloud: null, mark: null, ...said },
		...answerAct(answer, until)
	});
	const [words = '', target = '', mark = ''] = disclosures;
	return { token, disclosures: [words, target, mark] };
}

/** A statement of any act, on the own device. */
export async function stateHere(key: DeviceKey, fields: StatementFields): Promise<SignedStatement> {
	const made = statement(fields, randomBytes, key.jwk);
	const hash = { name: 'ECDSA', hash: 'SHA-256' };
	return closeStatement(
		made,
		new Uint8Array(await crypto.subtle.sign(hash, key.pair.privateKey, utf8(made.input)))
	);
}
