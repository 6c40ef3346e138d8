// What always holds of the piece, of who leads, and of where a meeting is (circle/SPEC.md): lists to add to.

import { turnsNow, versionOf } from '#lib/circle/circle.ts';
import type { CircleFact } from '#lib/circle/fact.ts';
import { mayLead } from '#lib/people/role.ts';
import type { Table } from '#lib/table/table.ts';
import { circleFacts, distinct, roleOf, waiting, type Rule } from './step.ts';

/** Facts that only the one who leads brings about. */
const leaders: ReadonlySet<CircleFact['is']> = new Set<CircleFact['is']>([
	...(['opened', 'seated', 'arranged', 'school-joined', 'round-begun', 'turn-given', 'turn-undone'] as const),
	...(['minute-begun', 'co-named', 'writer-named', 'moved', 'resumed', 'broken-off', 'taken-up'] as const),
	...(['presented', 'reopened', 'closed'] as const)
]);

export const piece: readonly Rule[] = [
	({ after: { circle } }) => {
		for (const [round, turns] of circle.turns) {
			if (!distinct(waiting(turns))) return `round ${round}: somebody stands twice for the piece`;
			if (!waiting(turns).every((one) => circle.seated.has(one)))
				return `round ${round}: an empty seat waits`;
			if (turns.holder === null && waiting(turns).length > 0)
				return `round ${round}: it ended while people wait`;
		}
		return null;
	},
	({ before, after }) => {
		for (const [round, turns] of before.circle.turns) {
			const now = after.circle.turns.get(round);
			if (!now || now.turn < turns.turn) return `round ${round}: the turn number went back`;
			if (now.turn === turns.turn && now.holder !== turns.holder)
				return `round ${round}: another holder, same turn`;
		}
		return null;
	},
	({ before, after, at }) => {
		const turns = turnsNow(after.circle);
		if (!turns) return null;
		if (turns.since > at || turns.extra < 0) return 'a turn began in the time to come';
		const was = turnsNow(before.circle);
		return was && turns.since < was.since ? 'a turn began before the one before it' : null;
	},
	(step) => {
		const minute = step.after.circle.minute;
		if (minute && step.after.circle.phase.at !== 'round') return 'a silent minute outside a round';
		if (!minute || !step.before.circle.minute) return null;
		const left = circleFacts(step).some((fact) => fact.is === 'left');
		const same = turnsNow(step.before.circle)?.turn === turnsNow(step.after.circle)?.turn;
		return left || same ? null : 'the piece moved in a silent minute';
	},
	(step) => {
		const { minute, leader } = step.before.circle;
		if (!minute || !circleFacts(step).some((fact) => fact.is === 'minute-ended')) return null;
		const over = step.at - minute.since >= minute.seconds * 1000;
		const asked = 'do' in step.asked && step.asked.do === 'minute-over' && step.by === leader;
		return over || asked ? null : 'a silent minute was cut short';
	},
	(step) => {
		const begun = circleFacts(step).find((fact) => fact.is === 'round-begun');
		if (!begun?.queue) return null;
		const { leader, rounds, seated } = step.after.circle;
		const first = rounds[begun.round]?.first ?? [];
		if (begun.queue.includes(leader) && !first.includes(leader) && begun.queue.at(-1) !== leader)
			return 'the one who leads does not come last';
		return begun.queue.length === seated.size ? null : 'a round that does not ask everybody';
	},
	(step) => {
		const ended = circleFacts(step).filter((fact) => fact.is === 'turn-ended');
		if (ended.length > 1) return 'one press ended two turns';
		const [one] = ended;
		if (!one) return null;
		const turns = turnsNow(step.before.circle);
		if (one.turn !== turns?.turn || one.person !== turns.holder) return 'a turn ended that nobody had';
		const { leader } = step.before.circle;
		if (step.by !== one.person && step.by !== leader) return 'somebody else ended it';
		return one.how === 'silent' && step.by !== leader ? 'who leads records a silence' : null;
	}
];

export const leading: readonly Rule[] = [
	({ after }) =>
		mayLead(roleOf(after, after.circle.leader) ?? 'pupil') ? null : 'somebody leads who may not',
	({ before, after }) => {
		const co = after.circle.co;
		if (co === null || co === before.circle.co) return null;
		if (co === after.circle.leader) return 'who leads was named as their own co-leader';
		return mayLead(roleOf(after, co) ?? 'pupil') ? null : 'a co-leader who may not lead';
	},
	(step) => {
		const { before, after, by } = step;
		const leads = circleFacts(step).filter((fact) => fact.is === 'leads');
		if (before.circle.leader === after.circle.leader)
			return leads.length > 0 ? 'it went to who had it' : null;
		if (leads.length !== 1) return 'leading jumped by itself';
		const { leader, co, seated } = before.circle;
		if (!seated.has(after.circle.leader)) return 'an empty seat leads';
		if (by !== leader && (by !== co || after.circle.leader !== co))
			return 'it was taken by who was not named';
		return before.circle.turns === after.circle.turns && before.circle.phase === after.circle.phase
			? null
			: 'handing over moved more than who leads';
	},
	(step) => {
		if (step.by === step.before.circle.leader) return null;
		const theirs = circleFacts(step).find((fact) => leaders.has(fact.is));
		return theirs ? `${theirs.is} by who does not lead` : null;
	},
	(step) => {
		const inside = step.by === step.before.circle.leader || step.before.circle.seated.has(step.by);
		const answers = 'act' in step.asked;
		// What somebody shows to whom they chose is theirs from before the circle until after it.
		const theirs = step.facts.every(
			(told) => told.to === 'mine' && !['marked', 'school-words'].includes(told.fact.is)
		);
		return inside || answers || theirs || step.facts.length === 0 ? null : 'from outside something happened';
	},
	({ after }) => {
		for (const one of after.circle.writers) {
			if (!after.circle.seated.has(one)) return 'who is not here types for others';
		}
		return null;
	}
];

export const meeting: readonly Rule[] = [
	(step) =>
		step.before.circle.phase.at === 'closed' && circleFacts(step).length > 0 ? 'a fact follows closed' : null,
	({ after: { circle } }) =>
		circle.phase.at === 'closed' && versionOf(circle.phase) === null ? 'closed, and nothing presented' : null,
	({ after: { circle } }) =>
		circle.paused && ['planned', 'broken-off', 'closed'].includes(circle.phase.at)
			? 'a pause of nothing'
			: null,
	({ after }) => {
		const { seated, left, setting, order } = after.circle;
		if ([...seated].some((one) => left.has(one))) return 'here and gone at once';
		if (![...seated].every((one) => order.includes(one) && after.people.has(one)))
			return 'who has no place sits';
		const school = [...seated].some((one) => roleOf(after, one) === 'school');
		return school && setting === 'family' ? 'a school sits where none is expected' : null;
	},
	({ before, after }) =>
		before.circle.setting === 'school' &&
		after.circle.setting === 'family' &&
		before.circle.phase.at !== 'planned'
			? 'a table with a school became one without'
			: null,
	({ before, after }) => {
		const broken = before.circle.phase.at === 'broken-off' && after.circle.phase.at === 'broken-off';
		if (!broken) return null;
		if (before.promises !== after.promises) return 'a promise changed while it was broken off';
		const laid = [...after.lines.values()].some((line) => before.lines.get(line.id)?.digest !== line.digest);
		return laid ? 'words were laid while it was broken off' : null;
	},
	({ before, after }) => {
		const stands = before.circle.phase.at === 'answering' && after.circle.phase.at === 'answering';
		if (!stands) return null;
		const said = (table: Table) => [...table.lines.values()].map(({ id, digest }) => `${id} ${digest}`);
		const same = before.lines === after.lines || said(before).join() === said(after).join();
		return same &&
			before.promises === after.promises &&
			before.marks === after.marks &&
			before.schoolWords === after.schoolWords
			? null
			: 'words changed while people answer';
	},
	({ before, after, facts }) =>
		facts.length === 0 && before !== after ? 'a move that does nothing made another table' : null
];
