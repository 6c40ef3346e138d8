// My answers that wait on this device, or that the table did not take any more: what I said, to show it to me.

import type { PersonId, VersionId } from '#lib/base/id.ts';
import { isNo } from '#lib/base/no.ts';
import { isOwnAnswer, type Pending, type Refused } from '#lib/live/pending.ts';
import { readDisclosure } from '#lib/seal/disclosure.ts';
import { isList, unpack } from '#lib/seal/text.ts';
import { answerKinds, type AnswerKind } from '#lib/version/version.ts';

export type Waiting = { readonly answer: AnswerKind; readonly words: string };

/** My last answer to this version among these; null when there is none. */
export function lastAnswer<One extends Pending | Refused>(
	moves: readonly One[],
	version: VersionId,
	me: PersonId | null
): (Waiting & { readonly one: One }) | null {
	const one = moves.findLast(({ move }) => isOwnAnswer(move, me) && move.version === version);
	if (!one) return null;
	const { move } = one;
	if (move.do === 'answer') return { answer: move.answer, words: move.words, one };
	if (move.do !== 'answer-signed' && move.do !== 'answer-passkey') return null;
	const payload = unpack(move.do === 'answer-passkey' ? move.content : (move.token.split('.')[1] ?? ''));
	const said = typeof payload === 'object' && payload !== null && !isList(payload) ? payload['answer'] : null;
	const answer = answerKinds.find((kind) => kind === said);
	if (!answer) return null;
	const hidden = move.disclosures.map((each) => readDisclosure(each, 2));
	const words = hidden.flatMap((each) => (!isNo(each) && each[0] === 'words' ? [each[1]] : []))[0];
	return { answer, words: typeof words === 'string' ? words : '', one };
}
