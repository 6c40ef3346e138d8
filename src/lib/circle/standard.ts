// The rounds that stand ready for every type of circle and every method. A house makes its own of them
// (server/traject/question-sets.ts), a circle its own of those. Strengths before worries, everywhere (domain.md §1).

import type { ItemId, PersonId } from '#lib/base/id.ts';
import type { CircleType, KeptRound, Method, Round, Wording } from '#lib/circle/round.ts';
import type { Heading, OwnKind } from '#lib/plan/kind.ts';

/** A round of a set: of no circle yet. `ask.review` stands for one round for each promise of the time before. */
export type QuestionRound = Pick<Round, 'ask' | 'writes' | 'kind' | 'seconds'> & { readonly texts: Wording };

/** A promise that a follow-up goes about. */
export type Reviewed = { readonly id: ItemId; readonly owner: PersonId; readonly asker: PersonId | null };

export const reviewAsk = 'ask.review';

/** Seconds for a word, and for a story (domain.md §4.3: 45-75 minutes, 3-9 people). */
const [aWord, aStory] = [30, 120];

const of = (
	ask: string,
	writes: Round['writes'],
	kind: OwnKind | null,
	seconds: number | null
): QuestionRound => ({
	ask: `ask.${ask}`,
	writes,
	kind,
	seconds,
	texts: {}
});
const said = (ask: string): QuestionRound => of(ask, 'nothing', null, aWord);
const own = (ask: string, kind: OwnKind): QuestionRound => of(ask, 'own', kind, aStory);
const agreed = (ask: string): QuestionRound => of(ask, 'together', null, null);
/** A class says it without names: as phrases under a heading (design decision 7). */
const phrase = (ask: string, heading: Heading): QuestionRound => of(ask, 'together', heading, aStory);
/** Who is asked to go out, and then the others among themselves: the piece does not hurry. */
const alone = (ask: string): QuestionRound => of(ask, 'nothing', null, null);

const checkIn = said('check-in');
const checkOut = said('check-out');
const engagement = agreed('engagement');

type Body = {
	readonly opens: QuestionRound;
	/** Each voice by itself. */
	readonly asked: readonly QuestionRound[];
	readonly agreed: readonly QuestionRound[];
	readonly ends: QuestionRound;
};

const body = (asked: readonly QuestionRound[], agreed: readonly QuestionRound[]): Body => ({
	opens: checkIn,
	asked,
	agreed,
	ends: checkOut
});

const bodies: Record<Exclude<CircleType, 'class'>, Body> = {
	// The three blocks of domain.md §5.2: aanleiding en vraag, verlangens, gedeeld engagement.
	clarify: body(
		[
			own('clarify-reason', 'experience'),
			own('clarify-good', 'strength'),
			own('clarify-worry', 'worry'),
			own('clarify-impact', 'worry'),
			own('clarify-pupil', 'wish'),
			own('clarify-hope', 'wish'),
			own('clarify-tried', 'experience'),
			own('clarify-willing', 'need')
		],
		[agreed('clarify-possible'), agreed('clarify-knows')]
	),
	intake: body(
		[
			own('intake-self', 'strength'),
			own('intake-way', 'experience'),
			own('intake-worry', 'worry'),
			own('intake-wish', 'wish'),
			own('intake-need', 'need')
		],
		[agreed('intake-how'), agreed('intake-first')]
	),
	start: body(
		[
			own('experience', 'experience'),
			own('strength', 'strength'),
			own('worry', 'worry'),
			own('wish', 'wish'),
			own('need', 'need')
		],
		[engagement]
	),
	interim: body(
		[
			own('interim-now', 'experience'),
			own('interim-better', 'strength'),
			own('interim-stuck', 'worry'),
			own('need', 'need')
		],
		[agreed('keep-change'), agreed('who-else'), engagement]
	),
	'follow-up': {
		opens: said('how-now'),
		asked: [own('proud', 'strength'), own('review', 'review')],
		agreed: [agreed('keep-change'), agreed('who-else'), engagement],
		ends: checkOut
	},
	return: body(
		[
			own('return-know', 'wish'),
			own('return-good', 'strength'),
			own('return-worry', 'worry'),
			own('return-day', 'need')
		],
		[agreed('return-door'), agreed('return-steps'), engagement]
	),
	'parent-child': body(
		[
			own('home-value', 'strength'),
			own('home-now', 'experience'),
			own('home-worry', 'worry'),
			own('home-hear', 'wish'),
			own('home-need', 'need')
		],
		[agreed('home-agree')]
	),
	closing: {
		opens: checkIn,
		asked: [
			own('closing-take', 'experience'),
			own('closing-worked', 'strength'),
			own('closing-signs', 'worry')
		],
		agreed: [agreed('closing-who'), agreed('closing-keep')],
		ends: said('closing-thanks')
	},
	handover: body(
		[
			own('handover-story', 'experience'),
			own('handover-worked', 'strength'),
			own('handover-worry', 'worry'),
			own('handover-need', 'need')
		],
		[agreed('handover-along'), agreed('handover-face')]
	)
};

/** What happened, who was touched and how, my part, what I need (domain.md §4.3), behind what each brings along. */
const restorative = [
	own('restore-happened', 'experience'),
	own('restore-touched', 'worry'),
	own('restore-part', 'wish'),
	own('restore-need', 'need'),
	agreed('restore-agree')
];

/** What one must know, time alone, the plan shown and looked at: is it concrete, safe, allowed (domain.md §11). */
const family = [
	own('family-info', 'experience'),
	own('family-worry', 'worry'),
	alone('family-alone'),
	agreed('family-plan'),
	agreed('family-check')
];

/** The rounds of a type and a method as they stand ready. */
export function standardSet(type: CircleType, method: Method): QuestionRound[] {
	if (type === 'class') return ofClass(method);
	const { opens, asked, agreed: ahead, ends } = bodies[type];
	// A circle that looks back begins there, whatever its method.
	const back = asked.some(({ ask }) => ask === reviewAsk) ? asked : null;
	const others = ahead.filter((round) => round !== engagement);
	switch (method) {
		case 'free':
			return [opens, ...asked, ...ahead, ends];
		case 'proactive': {
			// A vraagverheldering in a circle asks everyone the four themes of the practice description (domain.md §4.1).
			const of = type === 'clarify' ? bodies.start : bodies[type];
			return [of.opens, ...of.asked, ...of.agreed, of.ends];
		}
		case 'restorative':
			return [opens, ...(back ?? [own('restore-value', 'strength')]), ...restorative, ...others, ends];
		case 'family':
			return [
				opens,
				...(back ?? [own('family-good', 'strength')]),
				...family,
				...others,
				agreed('family-follow'),
				ends
			];
	}
}

function ofClass(method: Method): QuestionRound[] {
	const good = phrase('class-good', 'strength');
	const [hard, wish, need] = [
		phrase('class-hard', 'worry'),
		phrase('class-wish', 'wish'),
		phrase('class-need', 'need')
	];
	const agree = agreed('class-agree');
	switch (method) {
		case 'free':
		case 'proactive':
			return [checkIn, good, phrase('class-lived', 'experience'), hard, wish, need, agree, checkOut];
		case 'restorative':
			return [
				checkIn,
				good,
				phrase('class-happened', 'experience'),
				phrase('class-touched', 'worry'),
				phrase('class-repair', 'wish'),
				need,
				agree,
				checkOut
			];
		case 'family':
			return [checkIn, good, hard, wish, alone('class-alone'), agree, checkOut];
	}
}

/** The rounds of a circle from a set: where the set looks back, one for each promise, its owner first. */
export function roundsFrom(set: readonly QuestionRound[], promises: readonly Reviewed[]): KeptRound[] {
	return set.flatMap(({ texts, ...round }): KeptRound[] => {
		const kept = { ...round, house: texts, text: null, about: null, first: [] };
		return round.ask === reviewAsk ? promises.map((promise) => ({ ...kept, ...aboutIt(promise) })) : [kept];
	});
}

const aboutIt = ({ id, owner, asker }: Reviewed): Pick<Round, 'about' | 'first'> => ({
	about: id,
	first: asker ? [owner, asker] : [owner]
});

/** The standard rounds of a circle. */
export function roundsFor(
	type: CircleType,
	method: Method = 'free',
	promises: readonly Reviewed[] = []
): KeptRound[] {
	return roundsFrom(standardSet(type, method), promises);
}
