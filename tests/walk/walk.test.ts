// Random people ask random things at random tables: whatever they ask, what always holds holds, the facts
// alone give the same table again, and of two devices that press at once one truth comes out.
// `WALK_SEED=… npx vitest run tests/walk` repeats one; `WALK_MOVES=…` walks further.

import { expect, it } from 'vitest';
import type { PersonId } from '#lib/base/id.ts';
import { isNo } from '#lib/base/no.ts';
import { applyCircle } from '#lib/circle/circle.ts';
import { decideTable } from '#lib/table/decide.ts';
import { inOneOrder, streamOf, streamName, type TableFact } from '#lib/table/stream.ts';
import { applyTable, type Table } from '#lib/table/table.ts';
import { chance } from '../sync/wait.ts';
import { rules } from './holds.ts';
import { askedBy, moodAt } from './moods.ts';
import { makers, type Asked } from './moves.ts';
import { Rounds } from './rounds.ts';
import type { Step } from './step.ts';
import { chanceFrom, edit, itemOf, rewrite, tableFor, type Ground } from './table.ts';

const seed = Number(process.env['WALK_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const most = Number(process.env['WALK_MOVES'] ?? 100_000);
/** Moves at one table; the next one is another. */
const atOneTable = 400;

type Told = { readonly told: TableFact; readonly at: number };

/** How often each kind of move did something. */
type Done = Map<string, number>;

/** One table, from planned to wherever it comes; the number of moves. */
function walk(ground: Ground, begin: Table, mood: ReturnType<typeof moodAt>, done: Done): number {
	const { chance } = ground;
	const log: Told[] = [];
	const rounds = new Rounds();
	let table = begin;
	let at = 1_760_000_000_000;
	let moves = 0;

	const decide = (asked: Asked, by: PersonId) =>
		'do' in asked ? decideTable(table, asked, { person: by }, at, itemOf(ground)) : asked.facts(table, by);

	/** As the server does it: decided on the table as it is by then, whatever the page saw. */
	function ask(asked: Asked, by: PersonId): void {
		moves++;
		at += 1 + (chance.in100(50) ? 0 : chance.upTo(15_000));
		const facts = decide(asked, by);
		if (isNo(facts)) return;
		const name = 'do' in asked ? asked.do : `house ${asked.act}`;
		if (facts.length > 0) done.set(name, 1 + (done.get(name) ?? 0));
		const before = table;
		table = facts.reduce((now, told) => applyTable(now, told, at), before);
		log.push(...facts.map((told) => ({ told, at })));
		for (const told of facts) if (told.to === 'sheet') rewrite(ground, told.fact);
		const step: Step = { ground, before, after: table, by, at, asked, facts };
		for (const rule of rules) {
			const wrong = rule(step);
			if (wrong) throw new Error(`${wrong}: ${JSON.stringify(asked)} by ${by} gave ${JSON.stringify(facts)}`);
		}
		const wrong = rounds.saw(step);
		if (wrong) throw new Error(`${wrong}: ${JSON.stringify(asked)} by ${by} gave ${JSON.stringify(facts)}`);
		const twice = 'do' in asked && !again.has(asked.do) ? decide(asked, by) : null;
		if (twice && !isNo(twice) && twice.length > 0)
			throw new Error(`pressed twice, done twice: ${JSON.stringify(asked)} by ${by}`);
	}

	/** Half of what people ask makes sense to them; the rest is anything. */
	function thought(): readonly [Asked, PersonId] {
		const sensible = chance.in100(50) ? 1 + chance.upTo(8) : 1;
		for (let tries = 1; ; tries++) {
			const by = whoAsks(ground, table);
			const asked = askedBy(ground, table, by, mood);
			const facts = tries < sensible ? decide(asked, by) : [];
			if (tries >= sensible || (!isNo(facts) && facts.length > 0)) return [asked, by];
		}
	}

	while (moves < atOneTable && !(table.circle.phase.at === 'closed' && chance.in100(20))) {
		if (chance.in100(4)) edit(ground);
		const [asked, by] = thought();
		// Two devices press at once: the second saw the table as it was before the first.
		const other = whoAsks(ground, table);
		const also = chance.in100(15) ? askedBy(ground, table, other, mood) : chance.in100(10) ? asked : null;
		const turn = turnOf(table);
		ask(asked, by);
		if (!also) continue;
		ask(also, other);
		const passes = [asked, also].every((one) => 'do' in one && one.do === 'pass' && one.turn === turn);
		if (passes && turn !== null && (turnOf(table) ?? turn) > turn + 1)
			throw new Error('two presses, two turns');
	}
	replay(begin, table, log);
	return moves;
}

/** Asking again means it again. */
const again: ReadonlySet<string> = new Set(['more-time', 'mark', 'read', 'empty-item']);

const turnOf = ({ circle }: Table): number | null =>
	circle.phase.at === 'round' ? (circle.turns.get(circle.phase.round)?.turn ?? null) : null;

/** Mostly who leads, has the piece or sits here; sometimes who has no business here. */
function whoAsks({ chance, people, stranger }: Ground, { circle }: Table): PersonId {
	if (circle.private && chance.in100(60)) return chance.one(circle.private.among);
	if (chance.in100(45)) return circle.leader;
	if (chance.in100(3)) return stranger;
	if (chance.in100(10) && circle.co) return circle.co;
	const holder = circle.phase.at === 'round' ? circle.turns.get(circle.phase.round)?.holder : null;
	if (holder && chance.in100(40)) return holder;
	return circle.seated.size > 0 && chance.in100(90) ? chance.one([...circle.seated]) : chance.one(people);
}

/** A page that begins with the facts holds the same table, and of the circle's own stream the same circle. */
function replay(begin: Table, table: Table, log: readonly Told[]): void {
	const names = Map.groupBy(log, ({ told }) => streamName('c' as never, streamOf(told)));
	const streams = [...names].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, told]) => told);
	const folded = inOneOrder(streams, ({ at }) => at).reduce(
		(now, { told, at }) => applyTable(now, told, at),
		begin
	);
	expect(folded).toEqual(table);
	const circle = log.reduce(
		(now, { told, at }) => (told.to === 'circle' ? applyCircle(now, told.fact, at) : now),
		begin.circle
	);
	expect(circle).toEqual(table.circle);
}

it(`whatever anybody asks, what always holds holds (WALK_SEED=${seed})`, { timeout: 120_000 }, () => {
	let moves = 0;
	let tables = 0;
	const done: Done = new Map();
	for (; moves < most; tables++) {
		const random = chanceFrom(chance(seed + tables));
		const { ground, table } = tableFor(random);
		try {
			moves += walk(ground, table, moodAt(tables), done);
		} catch (error) {
			throw new Error(`table ${tables} of WALK_SEED=${seed}`, { cause: error });
		}
	}
	if (process.env['WALK_TOLD']) console.log(Object.fromEntries(done));
	const idle = Object.keys(makers).filter((name) => !done.has(name));
	expect(idle, 'moves that never did anything').toEqual([]);
	console.log(`WALK_SEED=${seed}: ${moves} moves at ${tables} tables, nothing broken`);
});
