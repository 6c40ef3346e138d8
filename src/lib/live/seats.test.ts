import { expect, it } from 'vitest';
import type { PersonId } from '#lib/base/id.ts';
import { planned } from '#lib/circle/circle.ts';
import { seatsOf, withoutNames } from '#lib/live/seats.ts';
import type { TableFact } from '#lib/table/stream.ts';
import { applyTable, tableBefore } from '#lib/table/table.ts';
import type { TableView } from '#lib/wire/view.ts';

const [nele, steven, wim] = ['nele', 'steven', 'wim'] as unknown as [PersonId, PersonId, PersonId];

function seats(more: readonly TableFact[]) {
	const order = [nele, steven, wim];
	const facts: TableFact[] = [{ to: 'circle', fact: { is: 'opened', setting: 'family', order } }, ...more];
	const people = new Map(
		order.map((id) => [id, { id, name: id, label: '', role: 'network' as const, adult: true, voices: [] }])
	);
	const before = tableBefore(
		planned({ leader: nele, co: null, method: 'free', rounds: [], setting: 'family', order }),
		people as unknown as Parameters<typeof tableBefore>[1],
		[]
	);
	const table = facts.reduce((one, fact) => applyTable(one, fact, 0), before);
	const streams = [{ name: 'circle', facts: facts.map((told) => ({ at: 0, told })) }];
	return seatsOf(table, { streams, guests: [], waiting: [] } as unknown as TableView, nele);
}

it('who is put on another chair keeps their colour and shape', () => {
	const looks = (all: ReturnType<typeof seats>) => Object.fromEntries(all.map((one) => [one.name, one.look]));
	const arranged: TableFact = { to: 'circle', fact: { is: 'arranged', order: [nele, wim, steven] } };
	expect(seats([arranged]).map((one) => one.name)).toEqual(['nele', 'wim', 'steven']);
	expect(looks(seats([arranged]))).toEqual(looks(seats([])));
});

it('a class circle on the wall names nobody, and calls no grown-up a pupil', () => {
	const [first, ...others] = seats([]);
	if (!first) throw new Error('three chairs were asked for');
	const drawn = withoutNames([
		{ ...first, name: 'Joris', label: 'NAFT-begeleider' },
		...others.map((seat) => ({ ...seat, name: 'leerling', label: 'leerling' }))
	]);
	expect(drawn.map(({ name, initials }) => [name, initials])).toEqual([
		['NAFT-begeleider', ''],
		['leerling', ''],
		['leerling', '']
	]);
});
