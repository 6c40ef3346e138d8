// From a table to the chairs of the drawing.

import type { PersonId } from '#lib/base/id.ts';
import { turnsNow } from '#lib/circle/circle.ts';
import { isMissing, type MissingState } from '#lib/people/guest.ts';
import { initials } from '#lib/people/person.ts';
import { unnamed } from '#lib/people/role.ts';
import type { Table } from '#lib/table/table.ts';
import type { TableView } from '#lib/wire/view.ts';

export type TableSeat = {
	readonly person: PersonId;
	readonly name: string;
	readonly label: string;
	readonly initials: string;
	readonly state: 'seated' | 'expected' | 'left' | 'not-invited' | MissingState;
	/** Who speaks for them, while they are represented. */
	readonly by: string;
	readonly leads: boolean;
	readonly me: boolean;
	/** Had the word in this round. */
	readonly had: boolean;
	/** Colour and shape, the same on every screen. */
	readonly look: number;
	/** A device of theirs waits for *klopt*. */
	readonly waits: boolean;
};

/**
 * Chairs in the order of the table, then who is not here and how that is called; who is deliberately not here,
 * only for who may know.
 */
export function seatsOf(table: Table, view: TableView, me: PersonId | null): TableSeat[] {
	const { circle, people } = table;
	const ended = turnsNow(circle)?.ended;
	const absent = new Map(
		view.guests.flatMap(({ person, state }) =>
			state === 'not-invited' || isMissing(state) ? [[person, state] as const] : []
		)
	);
	const speakerOf = (id: PersonId): string => {
		const speaker = view.guests.find(({ person }) => person === id)?.speaker;
		return speaker ? (people.get(speaker)?.name ?? '') : '';
	};
	const chairs = new Set([...circle.order, ...absent.keys()]);
	const looks = [...new Set([...cameIn(view), ...chairs])];
	return [...chairs].flatMap((id): TableSeat[] => {
		const person = people.get(id);
		if (!person) return [];
		return [
			{
				person: id,
				name: person.name,
				label: person.label,
				initials: person.name === unnamed ? '' : initials(person.name),
				state: stateOf(circle, id, absent),
				by: speakerOf(id),
				leads: id === circle.leader,
				me: id === me,
				had: ended?.has(id) ?? false,
				look: looks.indexOf(id),
				waits: view.waiting.some((one) => one.person === id)
			}
		];
	});
}

/** As people got their place at this table: who is put on another chair keeps their colour and shape. */
function cameIn({ streams }: TableView): PersonId[] {
	return streams.flatMap(({ facts }) =>
		facts.flatMap(({ told: { to, fact } }) => {
			if (to !== 'circle') return [];
			return fact.is === 'opened' ? fact.order : fact.is === 'seated' ? [fact.person] : [];
		})
	);
}

/** Who sits here, sits here, whatever was said of them before. */
function stateOf(
	circle: Table['circle'],
	id: PersonId,
	absent: ReadonlyMap<PersonId, 'not-invited' | MissingState>
): TableSeat['state'] {
	if (circle.seated.has(id)) return 'seated';
	return circle.left.has(id) ? 'left' : (absent.get(id) ?? 'expected');
}

/** The drawing of a class circle: nobody's name. Who is not of the class is called what they are, never a pupil. */
export const withoutNames = (seats: readonly TableSeat[]): TableSeat[] =>
	seats.map((seat) => ({ ...seat, name: seat.label, initials: '', by: '' }));
