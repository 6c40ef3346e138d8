import { describe, expect, it } from 'vitest';
import type { ItemId, PersonId } from '#lib/base/id.ts';
import { isNo } from '#lib/base/no.ts';
import { inTone, roundKey, type KeptRound } from '#lib/circle/round.ts';
import { besideSchool, changeRounds, mostRounds, refreshed, type RoundChange } from '#lib/circle/rounds.ts';
import { roundsFor } from '#lib/circle/standard.ts';

const rounds = roundsFor('start');
const keys = rounds.map(roundKey);
const said = { text: 'Wat hielp?', writes: 'own', kind: 'strength', seconds: 60 } as const;
const change = (one: RoundChange, begun: number[] = [], before: readonly KeptRound[] = rounds) =>
	changeRounds(before, new Set(begun), one, 'start');
const done = (one: RoundChange, begun: number[] = [], before: readonly KeptRound[] = rounds) => {
	const changed = change(one, begun, before);
	if (isNo(changed)) throw new Error(changed.no);
	return changed;
};
const refusal = (one: RoundChange, begun: number[] = []) => {
	const changed = change(one, begun);
	return isNo(changed) ? changed.no : null;
};
const order = (list: readonly KeptRound[]) => list.map(({ ask }) => ask.replace('ask.', ''));
const about = (id: string) => ({
	id: id as ItemId,
	owner: 'owner' as PersonId,
	asker: null
});

describe('a round in other words', () => {
	it('keeps its place, also when it was begun; what it writes stays then', () => {
		const [first] = done({ do: 'reword-round', round: 'ask.check-in/', ...said });
		expect(first).toMatchObject({ text: 'Wat hielp?', writes: 'own', kind: 'strength', seconds: 60 });
		const [begun] = done({ do: 'reword-round', round: 'ask.check-in/', ...said }, [0, 1]);
		expect(begun).toMatchObject({ text: 'Wat hielp?', writes: 'nothing', kind: null, seconds: 60 });
	});
	it('is the standard question again when nothing is written', () => {
		const other = done({ do: 'reword-round', round: 'ask.need/', ...said });
		const again = done({ do: 'reword-round', round: 'ask.need/', ...said, text: '  ' }, [], other);
		expect(again.find(({ ask }) => ask === 'ask.need')?.text).toBeNull();
	});
	it('is one line, and no longer than a question', () => {
		const [first] = done({
			do: 'reword-round',
			round: 'ask.check-in/',
			...said,
			text: `a\n${'b'.repeat(999)}`
		});
		expect(first?.text).toMatch(/^a b{298}$/);
	});
	it('of one’s own is never left without a question', () => {
		const made = done({ do: 'add-round', round: 'own.x/', before: null, ...said });
		const again = done({ do: 'reword-round', round: 'own.x/', ...said, text: '' }, [], made);
		expect(again.at(-1)?.text).toBe('Wat hielp?');
	});
	it('that is gone is said to be', () =>
		expect(refusal({ do: 'reword-round', round: 'own.gone/', ...said })).toBe('no-such-round'));
	it('lies under beleving when it writes own words and nobody said where', () => {
		const [first] = done({ do: 'reword-round', round: 'ask.check-in/', ...said, kind: null });
		expect(first?.kind).toBe('experience');
	});
	it('of a class never writes own words', () => {
		const changed = changeRounds(
			roundsFor('class'),
			new Set(),
			{ do: 'reword-round', round: 'ask.check-in/', ...said },
			'class'
		);
		expect(isNo(changed) ? null : changed[0]).toMatchObject({ writes: 'together', kind: 'strength' });
	});
});

describe('a round that was begun', () => {
	const begun = [0, 1, 4];
	it('stays where it is, and so does every round before it', () => {
		for (const round of keys.slice(0, 5)) {
			expect(refusal({ do: 'remove-round', round }, begun)).toBe('round-begun');
			expect(refusal({ do: 'move-round', round, before: null }, begun)).toBe('round-begun');
			expect(refusal({ do: 'move-round', round: keys[6] ?? '', before: round }, begun)).toBe('round-begun');
			expect(refusal({ do: 'add-round', round: 'own.x/', before: round, ...said }, begun)).toBe(
				'round-begun'
			);
		}
	});
	it('has new ones behind it', () => {
		const made = done({ do: 'add-round', round: 'own.x/', before: keys[5] ?? '', ...said }, begun);
		expect(order(made).slice(4, 7)).toEqual(['wish', 'own.x', 'need']);
		expect(made.slice(0, 5)).toEqual(rounds.slice(0, 5));
	});
});

describe('rounds that were not begun', () => {
	it('change places, as often as one asks and no more', () => {
		const up = { do: 'move-round', round: 'ask.need/', before: 'ask.wish/' } as const;
		const moved = done(up, [0]);
		expect(order(moved).slice(4, 6)).toEqual(['need', 'wish']);
		expect(done(up, [0], moved)).toBe(moved);
		const down = { do: 'move-round', round: 'ask.strength/', before: 'ask.wish/' } as const;
		expect(order(done(down)).slice(2, 4)).toEqual(['worry', 'strength']);
		expect(done({ do: 'move-round', round: 'ask.check-out/', before: null })).toBe(rounds);
	});
	it('are taken away once, and added once', () => {
		const fewer = done({ do: 'remove-round', round: 'ask.need/' });
		expect(fewer).toHaveLength(rounds.length - 1);
		expect(done({ do: 'remove-round', round: 'ask.need/' }, [], fewer)).toBe(fewer);
		const add = { do: 'add-round', round: 'own.x/', before: null, ...said } as const;
		const more = done(add);
		expect(done(add, [], more)).toBe(more);
	});
	it('go about a promise as long as it is in the plan', () => {
		const back = roundsFor('follow-up', 'free', [about('p')]);
		const changed = changeRounds(back, new Set(), { do: 'remove-round', round: 'ask.review/p' }, 'follow-up');
		expect(isNo(changed) && changed.no).toBe('round-of-promise');
	});
	it('need a question, and are not without number', () => {
		const add = { do: 'add-round', round: 'own.x/', before: null, ...said } as const;
		expect(refusal({ ...add, text: ' ' })).toBe('question-needed');
		const many = Array.from({ length: mostRounds }, (_, i) => ({
			...(rounds[0] as KeptRound),
			ask: `own.${i}`
		}));
		expect(changeRounds(many, new Set(), add, 'start')).toEqual({ no: 'too-many-rounds' });
	});
});

describe('when what a circle follows is known anew', () => {
	const edited = done(
		{ do: 'move-round', round: 'ask.who-else/', before: 'ask.proud/' },
		[],
		done(
			{ do: 'remove-round', round: 'ask.keep-change/' },
			[],
			done(
				{ do: 'add-round', round: 'own.x/', before: null, ...said },
				[],
				roundsFor('follow-up', 'free', [about('p1')])
			)
		)
	);
	it('it keeps its order, its words and what was taken away; promises come and go', () => {
		const fresh = roundsFor('follow-up', 'free', [about('p2'), about('p3')]);
		const next = refreshed(fresh, edited, true, 'follow-up');
		expect(order(next)).toEqual([
			'how-now',
			'who-else',
			'proud',
			'review',
			'review',
			'engagement',
			'check-out',
			'own.x'
		]);
		expect(next.flatMap((round) => round.about ?? [])).toEqual(['p2', 'p3']);
		expect(refreshed(fresh, next, true, 'follow-up')).toEqual(next);
	});
	it('another type has its own rounds, with the wording they share and the rounds that were added', () => {
		const worded = done({ do: 'reword-round', round: 'ask.check-out/', ...said, text: 'Dag?' }, [], edited);
		const next = refreshed(roundsFor('closing'), worded, false, 'closing');
		expect(order(next)).toEqual([...order(roundsFor('closing')).slice(0, -1), 'own.x', 'closing-thanks']);
		const start = refreshed(roundsFor('start'), worded, false, 'start');
		expect(start.at(-1)?.text).toBe('Dag?');
		const nameless = refreshed(roundsFor('class'), worded, false, 'class');
		expect(nameless.filter(({ writes }) => writes === 'own')).toEqual([]);
	});
	it('a first plan has the fresh ones', () => expect(refreshed(rounds, [], false, 'start')).toEqual(rounds));
});

describe('the wording of a house', () => {
	const house = { ...(rounds[0] as KeptRound), house: { je: 'Hoe kom je binnen?' } };
	const own = { ...house, ask: 'own.1' };
	it('is asked in its own tone; in another the standard question, where there is one', () => {
		expect(inTone([house], 'je')[0]?.text).toBe('Hoe kom je binnen?');
		expect(inTone([house], 'u')[0]?.text).toBeNull();
		expect(inTone([own], 'u')[0]?.text).toBe('Hoe kom je binnen?');
	});
	it('gives way to that of the circle, and does not travel', () => {
		const [round] = inTone([{ ...house, text: 'Dag!' }], 'je');
		expect(round?.text).toBe('Dag!');
		expect(round).not.toHaveProperty('house');
	});
});

describe('a school that sits down', () => {
	const [hers, ours] = ['stays', 'everybodys'] as const;
	const all = roundsFor('follow-up', 'free', [about(hers), about(ours), about('also-stays')]);
	const left = (begun: number[]) =>
		besideSchool(all, new Set(begun), (item) => item !== ours).map((round) => round.about ?? round.ask);

	it('hears of no round about what stays here, nor of a place that was kept for it', () => {
		expect(left([]).filter((one) => !one.startsWith('ask.'))).toEqual([ours]);
		expect(left([])).toHaveLength(all.length - 2);
	});
	it('leaves a round that was begun in its place, and those before it', () => {
		const first = all.findIndex((round) => round.about === hers);
		expect(left([first]).filter((one) => !one.startsWith('ask.'))).toEqual([hers, ours]);
		expect(left([first + 1])).toHaveLength(all.length - 1);
	});
});
