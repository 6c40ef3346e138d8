// The form of a set of questions, read back as the set it says: every round as it stands there now, then the one
// that was moved or taken away, and the one that is new.

import { no, type No } from '#lib/base/no.ts';
import { isOwn, tones, writings, type CircleType, type Wording } from '#lib/circle/round.ts';
import { mostRounds, written, type RoundRefusal } from '#lib/circle/rounds.ts';
import { reviewAsk, type QuestionRound } from '#lib/circle/standard.ts';
import { headings } from '#lib/plan/kind.ts';
import { worded } from '#lib/wire/questions.ts';
import { field } from '#server/door/form.ts';

/** `id`: for a round that is new. */
export function setFrom(
	form: FormData,
	rounds: readonly QuestionRound[],
	type: CircleType,
	id: string
): QuestionRound[] | No<RoundRefusal> {
	const set = rounds.map((round) =>
		form.has(`je ${round.ask}`) ? said(form, round, round.ask, type) : round
	);
	const missing = set.some(({ ask, texts }) => isOwn(ask) && Object.keys(texts).length === 0);
	if (missing) return no('question-needed');
	const [up, down, away] = ['up', 'down', 'away'].map((name) =>
		set.findIndex(({ ask }) => ask === field(form, name))
	);
	if (up !== undefined && up > 0) set.splice(up - 1, 0, ...set.splice(up, 1));
	if (down !== undefined && down >= 0) set.splice(down + 1, 0, ...set.splice(down, 1));
	if (away !== undefined && away >= 0 && set.length > 1) set.splice(away, 1);
	const blank = { ask: `own.${id}`, texts: {}, writes: 'nothing', kind: null, seconds: null } as const;
	const made = said(form, blank, 'new', type);
	const isNew = Object.keys(made.texts).length > 0;
	if (form.has('add') && !isNew) return no('question-needed');
	if (isNew && set.length >= mostRounds) return no('too-many-rounds');
	// A new one comes before the last, which takes leave.
	if (isNew) set.splice(-1, 0, made);
	return set;
}

/** `name`: what its fields are called by. */
function said(form: FormData, round: QuestionRound, name: string, type: CircleType): QuestionRound {
	const texts: Wording = worded(
		Object.fromEntries(tones.map((tone) => [tone, field(form, `${tone} ${name}`)]))
	);
	const given = Number(field(form, `seconds ${name}`)) || null;
	if (round.ask === reviewAsk) return { ...round, texts, seconds: given };
	const [what, heading] = field(form, `writes ${name}`).split(' ');
	const writes = writings.find((one) => one === what) ?? round.writes;
	const kind = headings.find((one) => one === heading) ?? null;
	return { ask: round.ask, texts, ...written({ writes, kind, seconds: given }, type) };
}
