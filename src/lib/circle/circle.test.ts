import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { PersonId, VersionId } from '#lib/base/id.ts';
import { isNo } from '#lib/base/no.ts';
import { applyCircle, planned, turnsNow, type Circle, type PhaseName } from '#lib/circle/circle.ts';
import { decideCircle, schoolJoins } from '#lib/circle/decide.ts';
import type { CircleFact } from '#lib/circle/fact.ts';
import type { CircleMove } from '#lib/circle/move.ts';
import { roundsFor } from '#lib/circle/standard.ts';

const [nele, steven, wim, ilse, joris] = ['nele', 'steven', 'wim', 'ilse', 'joris'] as PersonId[] as [
	PersonId,
	PersonId,
	PersonId,
	PersonId,
	PersonId
];
const everyone = [nele, steven, wim, ilse, joris];

function play(circle: Circle, move: CircleMove, by: PersonId = nele, at = 0): Circle {
	const answer = decideCircle(circle, move, { person: by }, at);
	if (isNo(answer)) throw new Error(answer.no);
	return answer.reduce((state, fact) => applyCircle(state, fact, at), circle);
}

const fresh = () =>
	planned({
		leader: nele,
		co: ilse,
		method: 'proactive',
		rounds: roundsFor('clarify').map((round) => ({ ...round, seconds: 90 })),
		setting: 'family',
		order: everyone
	});

const gathered = () =>
	everyone
		.slice(1)
		.reduce((circle, person) => play(circle, { do: 'seat', person, school: false }), open(fresh()));
const open = (circle: Circle) => play(circle, { do: 'open', setting: 'family' });
const inRound = (round = 1) => play(gathered(), { do: 'round', round });

/** The columns of SPEC.md. */
type Column = PhaseName | 'broken-off, presented';

function inPhase(phase: Column): Circle {
	switch (phase) {
		case 'planned':
			return { ...fresh(), seated: new Set() };
		case 'gathering':
			return gathered();
		case 'round':
			return play(inRound(), { do: 'pass', round: 1, turn: 0, how: 'spoke', to: null });
		case 'answering':
			return applyCircle(gathered(), { is: 'presented', version: 'v' as VersionId }, 0);
		case 'broken-off':
			return play(gathered(), { do: 'break-off' });
		case 'broken-off, presented':
			return play(inPhase('answering'), { do: 'break-off' });
		case 'closed':
			return play(inPhase('answering'), { do: 'close' });
		default:
			return play(gathered(), { do: 'go', to: phase });
	}
}

const moveNamed = (name: string, circle: Circle): CircleMove => {
	const turn = turnsNow(circle)?.turn ?? 0;
	const moves: Record<string, CircleMove> = {
		open: { do: 'open', setting: 'family' },
		seat: { do: 'seat', person: 'bart' as PersonId, school: false },
		leave: { do: 'leave', person: steven },
		arrange: { do: 'arrange', order: [...everyone].reverse() },
		round: { do: 'round', round: 2 },
		pass: { do: 'pass', round: 1, turn, how: 'spoke', to: null },
		undo: { do: 'undo', round: 1, turn },
		'more-time': { do: 'more-time', round: 1, turn },
		minute: { do: 'minute', seconds: 60 },
		'minute-over': { do: 'minute-over' },
		'name-co': { do: 'name-co', person: wim },
		'hand-over': { do: 'hand-over', to: steven },
		'take-over': { do: 'take-over' },
		'name-writer': { do: 'name-writer', person: ilse, writes: true },
		'name-reader': { do: 'name-reader', person: steven },
		paper: { do: 'paper', on: true },
		'break-off': { do: 'break-off' },
		'take-up': { do: 'take-up' },
		pause: { do: 'pause' },
		resume: { do: 'resume' },
		close: { do: 'close' }
	};
	if (name.startsWith('go ')) return { do: 'go', to: name.slice(3) as 'together' };
	const move = moves[name];
	if (!move) throw new Error(`SPEC.md names a move the test does not know: ${name}`);
	return move;
};

const spec = readFileSync(new URL('./SPEC.md', import.meta.url), 'utf8');
const tables = spec
	.split('\n\n')
	.filter((block) => block.startsWith('| move'))
	.map((block) =>
		block.split('\n').map((row) =>
			row
				.split('|')
				.slice(1, -1)
				.map((cell) => cell.trim())
		)
	);

function saidOf(circle: Circle, move: CircleMove, by: PersonId): string {
	const answer = decideCircle(circle, move, { person: by }, 5_000);
	if (isNo(answer)) return answer.no;
	return answer.map((fact) => fact.is).join(' ') || '·';
}

const everyCircleMove = [
	...[
		'open',
		'seat',
		'leave',
		'arrange',
		'round',
		'pass',
		'undo',
		'more-time',
		'minute',
		'minute-over',
		'go'
	],
	...[
		'name-co',
		'hand-over',
		'take-over',
		'name-writer',
		'name-reader',
		'paper',
		'break-off',
		'take-up',
		'pause',
		'resume',
		'close'
	]
];

describe('SPEC.md, every cell, by the one who leads', () => {
	const [head = [], , ...rows] = tables[0] ?? [];
	for (const [name = '', ...cells] of rows)
		for (const [i, cell] of cells.entries())
			it(`${name} in ${head[i + 1]} is ${cell}`, () => {
				const circle = inPhase(head[i + 1] as Column);
				expect(saidOf(circle, moveNamed(name.replaceAll('`', ''), circle), nele)).toBe(cell);
			});
	it('names every move there is', () => {
		const named = rows.map(([name = '']) => name.replaceAll('`', '').split(' ')[0]);
		expect(new Set(named)).toEqual(new Set(everyCircleMove));
	});
});

describe('SPEC.md, every cell, by somebody who does not lead', () => {
	const [head = [], , ...rows] = tables[1] ?? [];
	for (const [name = '', ...cells] of rows)
		for (const [i, cell] of cells.entries())
			it(`${name} in ${head[i + 1]} is ${cell}`, () => {
				const circle = inPhase(head[i + 1] as Column);
				const holder = turnsNow(circle)?.holder ?? steven;
				const by = name.includes('not ') ? joris : name.includes('co-leader') ? ilse : holder;
				const move: CircleMove = name.startsWith('`leave`')
					? { do: 'leave', person: by }
					: moveNamed(name.split('`')[1] ?? '', circle);
				expect(saidOf(circle, move, by)).toBe(cell);
			});
	it('everything else is for the one who leads', () => {
		const everybodys = ['pass', 'more-time', 'minute-over', 'take-over', 'pause', 'leave', 'go'];
		for (const name of ['go together', ...everyCircleMove.filter((one) => !everybodys.includes(one))])
			expect(saidOf(inPhase('round'), moveNamed(name, inPhase('round')), steven)).toBe('only-the-leader');
		expect(saidOf(inPhase('round'), { do: 'leave', person: wim }, steven)).toBe('only-the-leader');
	});
	it('who does not sit here is told so', () => {
		for (const name of ['open', 'pass', 'pause', 'go together'])
			expect(saidOf(inPhase('round'), moveNamed(name, inPhase('round')), 'x' as PersonId)).toBe('not-seated');
	});
});

describe('the piece', () => {
	const holders = (circle: Circle, presses: [PersonId, 'spoke' | 'pass' | 'later'][]) => {
		const seen: (PersonId | null)[] = [];
		for (const [by, how] of presses) {
			const turns = turnsNow(circle);
			circle = play(circle, { do: 'pass', round: 1, turn: turns?.turn ?? 0, how, to: null }, by);
			seen.push(turnsNow(circle)?.holder ?? null);
		}
		return { circle, seen };
	};

	it('goes round in the order of the table, the one who leads last', () => {
		expect(turnsNow(inRound())?.holder).toBe(steven);
		const { seen } = holders(
			inRound(),
			everyone.map(() => [nele, 'spoke'] as const)
		);
		expect(seen).toEqual([wim, ilse, joris, nele, null]);
	});

	it('S1-05: who passes is offered it once more at the end, and not again', () => {
		const { seen, circle } = holders(inRound(), [
			[steven, 'pass'],
			[wim, 'spoke'],
			[ilse, 'spoke'],
			[joris, 'spoke'],
			[nele, 'spoke'],
			[steven, 'pass']
		]);
		expect(seen).toEqual([wim, ilse, joris, nele, steven, null]);
		expect(turnsNow(circle)?.ended.get(steven)).toBe('pass');
	});

	it('is passed once, however often they press', () => {
		const circle = inRound();
		const press: CircleMove = { do: 'pass', round: 1, turn: 0, how: 'spoke', to: null };
		const once = play(circle, press);
		expect(play(once, press, steven)).toBe(once);
		expect(play(once, press, nele)).toBe(once);
	});

	it('goes to the seat that was tapped, and who was skipped still gets it', () => {
		let circle = play(inRound(), { do: 'pass', round: 1, turn: 0, how: 'spoke', to: joris });
		expect(turnsNow(circle)?.holder).toBe(joris);
		circle = play(circle, { do: 'pass', round: 1, turn: 1, how: 'spoke', to: null });
		expect(turnsNow(circle)?.holder).toBe(wim);
	});

	it('comes back when the last pass is undone within ten seconds, and no later', () => {
		const passed = play(inRound(), { do: 'pass', round: 1, turn: 0, how: 'spoke', to: null }, nele, 1_000);
		const back = play(passed, { do: 'undo', round: 1, turn: 1 }, nele, 11_000);
		expect(turnsNow(back)?.holder).toBe(steven);
		expect(decideCircle(passed, { do: 'undo', round: 1, turn: 1 }, { person: nele }, 11_001)).toEqual({
			no: 'too-late-to-undo'
		});
	});

	it('a late press of the undone turn does not pass it again', () => {
		const press: CircleMove = { do: 'pass', round: 1, turn: 0, how: 'spoke', to: null };
		const back = play(play(inRound(), press), { do: 'undo', round: 1, turn: 1 });
		expect(play(back, press)).toBe(back);
	});

	it('lies in the middle at the end, and can be given again', () => {
		const { circle } = holders(
			inRound(),
			everyone.map(() => [nele, 'spoke'] as const)
		);
		const given = play(circle, { do: 'pass', round: 1, turn: 5, how: 'spoke', to: ilse });
		expect(turnsNow(given)?.holder).toBe(ilse);
	});

	it('goes on when its holder leaves; a latecomer gets it at the end, before the one who leads', () => {
		const gone = play(inRound(), { do: 'leave', person: steven }, steven);
		expect(turnsNow(gone)?.holder).toBe(wim);
		const late = play(gone, { do: 'seat', person: 'bart' as PersonId, school: false });
		expect(turnsNow(late)?.queue.slice(-2)).toEqual(['bart', nele]);
	});

	it('is where it was after samen', () => {
		const passed = play(inRound(), { do: 'pass', round: 1, turn: 0, how: 'spoke', to: null });
		const back = play(play(passed, { do: 'go', to: 'together' }), { do: 'round', round: 1 });
		expect(turnsNow(back)?.holder).toBe(wim);
	});

	it('begins with the owner of a promise, then its follower', () => {
		const rounds = roundsFor('follow-up', 'free', [{ id: 'e' as never, owner: ilse, asker: nele }]);
		const circle = { ...gathered(), rounds };
		expect(turnsNow(play(circle, { do: 'round', round: 2 }))).toMatchObject({
			holder: ilse,
			queue: [nele, steven, wim, joris]
		});
	});
});

describe('a school that was not expected', () => {
	const school = 'bral' as PersonId;
	it('is not seated before the one who leads agreed', () => {
		expect(
			decideCircle(gathered(), { do: 'seat', person: school, school: true }, { person: nele }, 0)
		).toEqual({
			no: 'school-unexpected'
		});
	});
	it('changes the table to one with a school', () => {
		const facts = schoolJoins(gathered(), school, { person: nele }) as CircleFact[];
		expect(facts.map((fact) => fact.is)).toEqual(['school-joined', 'seated']);
		expect(schoolJoins(gathered(), school, { person: wim })).toEqual({ no: 'only-the-leader' });
	});
});

describe('seeded walks', () => {
	/** mulberry32: small, seeded, good enough to wander. */
	const chance = (seed: number) => () => {
		seed = (seed + 0x6d2b79f5) | 0;
		let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
	};
	const names = [
		'open',
		'seat',
		'leave',
		'arrange',
		'round',
		'pass',
		'pass',
		'pass',
		'undo',
		'go together',
		'pause',
		'resume'
	];

	it('never break what always holds', () => {
		for (let seed = 1; seed <= 60; seed++) {
			const next = chance(seed);
			const pick = <T>(from: readonly T[]) => from[Math.floor(next() * from.length)] as T;
			let circle = gathered();
			let turn = 0;
			for (let step = 0; step < 200; step++) {
				const by = pick(everyone);
				const named = moveNamed(pick(names), circle);
				const to = next() < 0.3 ? pick(everyone) : null;
				const move =
					named.do === 'pass'
						? {
								...named,
								round: circle.phase.at === 'round' ? circle.phase.round : 0,
								to,
								how: pick(['spoke', 'pass', 'later'] as const)
							}
						: named.do === 'round'
							? { ...named, round: Math.floor(next() * 9) }
							: named.do === 'leave'
								? { ...named, person: pick(everyone) }
								: named;
				const answer = decideCircle(circle, move, { person: by }, step * 3_000);
				if (isNo(answer)) continue;
				const before = circle;
				circle = answer.reduce((state, fact) => applyCircle(state, fact, step * 3_000), circle);
				if (answer.length === 0) expect(circle, `seed ${seed}`).toBe(before);
				const turns = turnsNow(circle);
				if (!turns || turnsNow(before) === null || before.phase !== circle.phase) {
					turn = turns?.turn ?? 0;
					continue;
				}
				const waiting = [turns.holder, ...turns.queue, ...turns.again].filter((person) => person !== null);
				expect(new Set(waiting).size, `seed ${seed} step ${step}`).toBe(waiting.length);
				if (turns.holder) expect(circle.seated.has(turns.holder), `seed ${seed} step ${step}`).toBe(true);
				expect(turns.turn, `seed ${seed}`).toBeGreaterThanOrEqual(turn);
				turn = turns.turn;
			}
		}
	});
});
