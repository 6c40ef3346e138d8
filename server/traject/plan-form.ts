// The form of a circle, read back as the plan it says. What is missing or unknown becomes what stands there by
// default; whether the plan may stand is decided by its rules (lib/traject/planned.ts).

import { clean, cleanLine, limits } from '#lib/base/clean.ts';
import { parseId, type PersonId } from '#lib/base/id.ts';
import { circleTypes, methods, tones } from '#lib/circle/round.ts';
import {
	plannedStates,
	type Participant,
	type PlannedCircle,
	type PlannedState
} from '#lib/traject/planned.ts';
import { field, fields } from '#server/door/form.ts';

export function parsePlan(
	form: FormData,
	people: readonly Participant[],
	before: PlannedCircle
): PlannedCircle {
	const here = new Set(people.map((one) => one.id));
	const someone = (text: string): PersonId | null => {
		const one = parseId<'person'>(text);
		return one && here.has(one) ? one : null;
	};
	const oneOf = <T extends string>(from: readonly T[], name: string, otherwise: T): T =>
		from.find((one) => one === field(form, name)) ?? otherwise;
	const guests = people.map(({ id }): PlannedCircle['guests'][number] => ({
		person: id,
		state: oneOf<PlannedState>(plannedStates, `guest-${id}`, id === before.leader ? 'expected' : 'absent'),
		reason: clean(field(form, `reason-${id}`)).slice(0, limits.sentence),
		readers: fields(form, `reader-${id}`).flatMap((text) => someone(text) ?? []),
		speaker: someone(field(form, `speaker-${id}`))
	}));
	return {
		type: oneOf(circleTypes, 'type', before.type),
		method: oneOf(methods, 'method', before.method),
		tone: oneOf(tones, 'tone', before.tone),
		day: field(form, 'day'),
		time: field(form, 'time'),
		place: cleanLine(field(form, 'place'), limits.question),
		leader: parseId<'person'>(field(form, 'leader')) ?? before.leader,
		guests
	};
}
