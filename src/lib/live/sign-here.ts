// One's answer, signed on one's own device: a statement of act `answer`, in the parts a move carries.

import type { DeviceKey } from '#lib/live/device-key.ts';
import { stateHere } from '#lib/live/state-here.ts';
import { answerAct } from '#lib/seal/act.ts';
import type { About } from '#lib/seal/body.ts';
import type { AnswerKind } from '#lib/seal/said.ts';

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
