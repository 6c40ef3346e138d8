// Who is asked for an answer to what this table presents. Until then who leads changes the list; afterwards somebody
// can be added to the same version, and nobody taken off it. version/SPEC.md, rules 6 and 7.

import type { PersonId } from '#lib/base/id.ts';
import { isNo, no, type No } from '#lib/base/no.ts';
import { versionOf } from '#lib/circle/circle.ts';
import type { Actor } from '#lib/circle/move.ts';
import { answers } from '#lib/people/role.ts';
import { isOfTheClass } from '#lib/table/nameless.ts';
import type { TableFact } from '#lib/table/stream.ts';
import type { Table } from '#lib/table/table.ts';
import { decideVersion, type VersionRefusal } from '#lib/version/version.ts';

export type ExpectMove = { readonly do: 'expect'; readonly person: PersonId; readonly asked: boolean };

/** Every polite no of it. Each has a sentence in words/. */
export type ExpectRefusal =
	| 'only-the-leader'
	/** Nobody of this traject. */
	| 'not-seated'
	/** An interpreter, a confidant and a class are no party: they answer nothing. */
	| 'gives-no-answer'
	/** At a table without a school everything stays here: a school would get an empty copy to sign. */
	| 'school-has-no-copy'
	/** The plan is made with and for the pupil who sat here. */
	| 'pupil-is-asked'
	/** Who leads sees to the answers, and gives one too. */
	| 'leader-is-asked'
	/** Once it was presented to somebody, they stay asked: nothing waits for them. */
	| 'stays-asked'
	| VersionRefusal;

type At = Pick<Table, 'circle' | 'people'>;

/** Who would be asked if it were presented now, in the order they came. */
export function expectedNow({ circle, people }: At): PersonId[] {
	const added = [...circle.expected].flatMap(([person, asked]) => (asked ? person : []));
	const all = new Set([...circle.seated, ...circle.left, ...added]);
	return [...all].filter(
		(person) =>
			canAnswer({ circle, people }, person) &&
			(circle.expected.get(person) !== false || person === circle.leader)
	);
}

/** Interpreter and confidant sit here and are no party; of a class nobody answers under a name. */
export function canAnswer({ circle, people }: At, person: PersonId): boolean {
	const role = people.get(person)?.role;
	return role !== undefined && answers(role) && !isOfTheClass(circle.setting, role);
}

export function decideExpect(
	table: Table,
	move: ExpectMove,
	by: Actor
): readonly TableFact[] | No<ExpectRefusal> {
	const { circle, people } = table;
	const { person, asked } = move;
	if (by.person !== circle.leader) return no('only-the-leader');
	const one = people.get(person);
	if (!one) return no('not-seated');
	if (asked && !canAnswer(table, person)) return no('gives-no-answer');
	if (asked && circle.setting === 'family' && one.role === 'school') return no('school-has-no-copy');
	const listed: TableFact = { to: 'circle', fact: { is: 'expected', person, asked } };
	const version = versionOf(circle.phase);
	const lies = version && table.versions.get(version);
	if (version && lies) {
		if (!asked) return lies.expected.has(person) ? no('stays-asked') : [];
		const facts = decideVersion(lies, { do: 'ask', person }, true);
		if (isNo(facts)) return facts;
		if (facts.length === 0) return [];
		// A draft that begins with its words asks them as well.
		const next = circle.phase.at === 'closed' ? [] : [listed];
		return [...next, ...facts.map((fact): TableFact => ({ to: 'version', version, fact }))];
	}
	if (!asked && one.role === 'pupil' && sat(table, person)) return no('pupil-is-asked');
	if (!asked && person === circle.leader) return no('leader-is-asked');
	return expectedNow(table).includes(person) === asked ? [] : [listed];
}

const sat = ({ circle }: At, person: PersonId): boolean =>
	circle.seated.has(person) || circle.left.has(person);
