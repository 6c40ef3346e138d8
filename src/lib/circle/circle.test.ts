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
		'read-out': { do: 'read-out', person: steven, language: 'fa-AF' },
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
		'read-out',
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
				const named = moveNamed(name.split('`')[1] ?? '', circle);
				const oneself = named.do === 'leave' || named.do === 'read-out';
				const move: CircleMove = oneself ? { ...named, person: by } : named;
				expect(saidOf(circle, move, by)).toBe(cell);
			});
	const columns = head.slice(1) as Column[];
	const own = rows.map(([name = '']) => name.split('`')[1] ?? '');
	const theirs = ['go together', ...everyCircleMove.filter((name) => name !== 'go' && !own.includes(name))];
	it('everything else is for the one who leads, for a co-leader and whoever has the piece as well', () => {
		for (const column of columns) {
			const circle = inPhase(column);
			const said =
				column === 'planned' ? 'not-seated' : column === 'closed' ? 'circle-closed' : 'only-the-leader';
			for (const by of [joris, ilse, turnsNow(circle)?.holder ?? steven])
				for (const name of theirs)
					expect([column, name, saidOf(circle, moveNamed(name, circle), by)]).toEqual([column, name, said]);
			const another = saidOf(circle, { do: 'leave', person: steven }, joris);
			expect([column, another]).toEqual([column, said]);
		}
	});
	it('who neither leads nor sits here is told so, in every phase', () => {
		for (const column of columns)
			for (const name of [...own, ...theirs]) {
				const circle = inPhase(column);
				expect(saidOf(circle, moveNamed(name, circle), 'x' as PersonId)).toBe('not-seated');
			}
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

	it('a press of a turn that ended is no error, also when the circle has gone on to something else', () => {
		const press: CircleMove = { do: 'pass', round: 1, turn: 0, how: 'spoke', to: null };
		const passed = play(inRound(), press);
		const later = [
			play(passed, { do: 'go', to: 'together' }),
			play(passed, { do: 'break-off' }),
			applyCircle(passed, { is: 'presented', version: 'v' as VersionId }, 0),
			applyCircle(passed, { is: 'closed' }, 0)
		];
		for (const circle of later) {
			expect(play(circle, press, steven)).toBe(circle);
			expect(play(circle, { do: 'more-time', round: 1, turn: 0 }, steven)).toBe(circle);
			expect(play(circle, { do: 'undo', round: 1, turn: 0 })).toBe(circle);
			// The turn that goes on when the round does is another matter.
			const next = decideCircle(circle, { ...press, turn: 1 }, { person: wim }, 0);
			expect(next).toEqual({ no: circle.phase.at === 'closed' ? 'circle-closed' : 'not-in-this-phase' });
		}
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
