// How the rounds of one circle change, while it is prepared and while it goes on. A round that was begun keeps
// its place and what it writes: facts name it by its number, and words lie under it.

import type { ItemId } from '#lib/base/id.ts';
import { cleanLine, limits } from '#lib/base/clean.ts';
import { no, unreachable, type No } from '#lib/base/no.ts';
import { isOwn, roundKey, type CircleType, type KeptRound, type Round } from '#lib/circle/round.ts';

/** Rounds of one circle, the promises it looks back on among them. */
export const mostRounds = 60;
/** Seconds a turn may be suggested to last. */
export const longestTurn = 3600;

/** What a round asks and writes, as somebody says it. An empty text is the standard question again. */
export type Said = {
	readonly text: string;
	readonly writes: Round['writes'];
	readonly kind: Round['kind'];
	readonly seconds: number | null;
};

/** Rounds are named by their key (`roundKey`), so that a late or second press changes no other round. */
export type RoundChange =
	| (Said & { readonly do: 'reword-round'; readonly round: string })
	/** `round`: a key of its own, `own.…/`. `before`: the round it comes before; null: at the end. */
	| (Said & { readonly do: 'add-round'; readonly round: string; readonly before: string | null })
	| { readonly do: 'move-round'; readonly round: string; readonly before: string | null }
	| { readonly do: 'remove-round'; readonly round: string };

/** Every polite no about rounds. Each has a sentence in words/. */
export type RoundRefusal =
	/** It was taken away meanwhile. */
	| 'no-such-round'
	/** It was begun, or one behind that place was: it stays where it is. */
	| 'round-begun'
	/** It goes about a promise of the plan: one may pass it over. */
	| 'round-of-promise'
	/** A round of one's own needs a question. */
	| 'question-needed'
	| 'too-many-rounds';

type Changed = readonly KeptRound[] | No<RoundRefusal>;

/** `begun`: the numbers of the rounds that were begun. The same list: nothing changed. */
export function changeRounds(
	rounds: readonly KeptRound[],
	begun: ReadonlySet<number>,
	change: RoundChange,
	type: CircleType
): Changed {
	const free = 1 + Math.max(-1, ...begun);
	const at = rounds.findIndex((round) => roundKey(round) === change.round);
	const found = rounds[at];
	switch (change.do) {
		case 'add-round':
			return found ? rounds : add(rounds, free, change, type);
		case 'reword-round':
			return found ? reword(rounds, at, begun.has(at), change, type) : no('no-such-round');
		case 'move-round':
			return found ? move(rounds, at, free, change.before) : no('no-such-round');
		case 'remove-round':
			if (!found) return rounds;
			if (at < free) return no('round-begun');
			return found.about === null ? rounds.filter((round) => round !== found) : no('round-of-promise');
		default:
			return unreachable(change);
	}
}

function add(
	rounds: readonly KeptRound[],
	free: number,
	change: RoundChange & { do: 'add-round' },
	type: CircleType
): Changed {
	const text = question(change.text);
	if (text === null) return no('question-needed');
	if (rounds.length >= mostRounds) return no('too-many-rounds');
	const place = placeOf(rounds, change.before);
	if (place === null) return no('no-such-round');
	if (place < free) return no('round-begun');
	const [ask = ''] = change.round.split('/');
	const made = { ask, text, about: null, first: [], house: {}, ...written(change, type) };
	return [...rounds.slice(0, place), made, ...rounds.slice(place)];
}

function reword(
	rounds: readonly KeptRound[],
	at: number,
	begun: boolean,
	change: RoundChange & { do: 'reword-round' },
	type: CircleType
): Changed {
	return rounds.map((round, i): KeptRound => {
		if (i !== at) return round;
		const text = question(change.text) ?? (isOwn(round.ask) ? round.text : null);
		const seconds = secondsOf(change.seconds);
		if (begun || round.about !== null) return { ...round, text, seconds };
		return { ...round, text, ...written(change, type) };
	});
}

function move(rounds: readonly KeptRound[], at: number, free: number, before: string | null): Changed {
	const place = placeOf(rounds, before);
	if (place === null) return no('no-such-round');
	if (at < free || place < free) return no('round-begun');
	const moved = rounds.slice(at, at + 1);
	const rest = rounds.filter((_, i) => i !== at);
	const to = place > at ? place - 1 : place;
	return to === at ? rounds : [...rest.slice(0, to), ...moved, ...rest.slice(to)];
}

/**
 * The rounds of a table a school sits at: none about a promise that is not everybody's, which its owner looks back on beside
 * them (S3-09). One that was begun, or that stands before one that was, keeps its place: facts count them.
 */
export function besideSchool(
	rounds: readonly KeptRound[],
	begun: ReadonlySet<number>,
	stays: (item: ItemId) => boolean
): KeptRound[] {
	const free = 1 + Math.max(-1, ...begun);
	return rounds.filter(({ about }, i) => i < free || about === null || !stays(about));
}

/** Null: there is no such round. */
function placeOf(rounds: readonly KeptRound[], before: string | null): number | null {
	const place = before === null ? rounds.length : rounds.findIndex((round) => roundKey(round) === before);
	return place < 0 ? null : place;
}

/** What a round writes, made to fit: own words lie under a heading, and a class has none with a name. */
export function written(
	{ writes, kind, seconds }: Pick<Round, 'writes' | 'kind' | 'seconds'>,
	type: CircleType
): Pick<Round, 'writes' | 'kind' | 'seconds'> {
	const named = writes === 'own' && type !== 'class';
	const shared = writes === 'nothing' ? ('nothing' as const) : ('together' as const);
	const heading = kind === 'review' ? null : kind;
	return {
		writes: named ? 'own' : shared,
		kind: named ? (heading ?? 'experience') : type === 'class' && shared === 'together' ? heading : null,
		seconds: secondsOf(seconds)
	};
}

export const question = (text: string): string | null => cleanLine(text, limits.question) || null;

const secondsOf = (seconds: number | null): number | null =>
	seconds === null || seconds < 1 ? null : Math.min(Math.round(seconds), longestTurn);

/**
 * The rounds of a planned circle once what it follows is known anew. Prepared as it is by now, it keeps its order,
 * its wording and what was taken away; only promises come and go. `same`: type and method are what they were.
 */
export function refreshed(
	fresh: readonly KeptRound[],
	before: readonly KeptRound[],
	same: boolean,
	type: CircleType
): KeptRound[] {
	const known = new Map(before.map((round) => [roundKey(round), round]));
	const told = fresh.map((round) => keptAs(round, known.get(roundKey(round))));
	if (same && before.length > 0) return withPromises(told, before);
	const own = before.filter(({ ask }) => isOwn(ask) && !fresh.some((round) => round.ask === ask));
	return [...told.slice(0, -1), ...own, ...told.slice(-1)].map((round) =>
		round.about === null ? { ...round, ...written(round, type) } : round
	);
}

/** A fresh round as this circle words it; whose promise it is, is asked anew. */
const keptAs = (fresh: KeptRound, before: KeptRound | undefined): KeptRound =>
	before ? { ...before, house: fresh.house, first: fresh.first } : fresh;

function withPromises(fresh: readonly KeptRound[], before: readonly KeptRound[]): KeptRound[] {
	const now = new Map(fresh.map((round) => [roundKey(round), round]));
	const kept = before.flatMap((round): KeptRound[] =>
		round.about === null ? [round] : [now.get(roundKey(round)) ?? []].flat()
	);
	return fresh.reduce((rounds, round, i) => {
		const there = (one: KeptRound) => rounds.findIndex((other) => roundKey(other) === roundKey(one));
		if (round.about === null || there(round) >= 0) return rounds;
		const place = Math.max(-1, ...fresh.slice(0, i).map(there)) + 1;
		return [...rounds.slice(0, place), round, ...rounds.slice(place)];
	}, kept);
}
