import { describe, expect, it } from 'vitest';
import type { Digest } from '#lib/base/digest.ts';
import type { PersonId, VersionId, VoiceId } from '#lib/base/id.ts';
import { isNo } from '#lib/base/no.ts';
import { planned, type Setting } from '#lib/circle/circle.ts';
import { roundsFor } from '#lib/circle/standard.ts';
import type { Role } from '#lib/people/role.ts';
import { decideTable, type TableMove } from '#lib/table/decide.ts';
import { expectedNow } from '#lib/table/expected.ts';
import { applyTable, tableBefore, type Table } from '#lib/table/table.ts';

const roles = {
	nele: 'moderator',
	steven: 'pupil',
	wim: 'parent',
	parisa: 'interpreter',
	an: 'parent',
	sara: 'school'
} as const satisfies Record<string, Role>;
const [nele, steven, wim, parisa, an, sara] = Object.keys(roles) as [
	PersonId,
	PersonId,
	PersonId,
	PersonId,
	PersonId,
	PersonId
];
const people = new Map(
	Object.entries(roles).map(([name, role]) => {
		const voice = { id: `${name}-v` as VoiceId, person: name as PersonId, behalf: false };
		return [
			voice.person,
			{ id: voice.person, name, label: role, role, confidantOf: null, voices: [voice] as const }
		];
	})
);
const v1 = 'v1' as VersionId;

/** Nele, Steven, Wim and an interpreter sit; An, the other parent, is at home. */
function sitting(setting: Setting = 'family'): Table {
	const order = [nele, steven, wim, parisa];
	const begin = planned({
		leader: nele,
		co: null,
		method: 'free',
		rounds: roundsFor('start'),
		setting,
		order
	});
	const seats = order.slice(1).map((person): TableMove => ({ do: 'seat', person, school: false }));
	return after(tableBefore(begin, people, []), { do: 'open', setting }, ...seats);
}

const say = (table: Table, move: TableMove, by: PersonId = nele) =>
	decideTable(table, move, { person: by }, 0, () => null);

const after = (table: Table, ...moves: readonly TableMove[]): Table =>
	moves.reduce((at, move) => {
		const facts = say(at, move);
		if (isNo(facts)) throw new Error(`${move.do}: ${facts.no}`);
		return facts.reduce((state, told) => applyTable(state, told, 0), at);
	}, table);

const presented = (table: Table): Table =>
	[
		{ to: 'circle', fact: { is: 'presented', version: v1 } } as const,
		{
			to: 'version',
			version: v1,
			fact: { is: 'issued', digest: 'd' as Digest, expected: expectedNow(table), present: [] }
		} as const
	].reduce(applyTable0, table);
const applyTable0 = (table: Table, told: Parameters<typeof applyTable>[1]): Table =>
	applyTable(table, told, 0);

const asks = (person: PersonId, asked = true): TableMove => ({ do: 'expect', person, asked });
const no = (table: Table, move: TableMove, by?: PersonId): string | null => {
	const answer = say(table, move, by);
	return isNo(answer) ? answer.no : null;
};

describe('until it is presented', () => {
	it('who sat here and is a party is asked; the list is changed by who leads', () => {
		expect(expectedNow(sitting())).toEqual([nele, steven, wim]);
		const changed = after(sitting(), asks(an), asks(wim, false));
		expect(expectedNow(changed)).toEqual([nele, steven, an]);
		expect(expectedNow(after(changed, asks(wim)))).toEqual([nele, steven, wim, an]);
		expect(no(sitting(), asks(an), wim)).toBe('only-the-leader');
	});

	it('a second press changes nothing', () => {
		expect([say(sitting(), asks(wim)), say(after(sitting(), asks(an)), asks(an))]).toEqual([[], []]);
		expect(say(sitting(), asks(an, false))).toEqual([]);
	});

	it('S5-13: both parents are two people, and neither is asked for the other', () => {
		const both = presented(after(sitting(), asks(an)));
		expect([...(both.versions.get(v1)?.expected ?? [])]).toEqual([nele, steven, wim, an]);
	});

	it('the pupil who sat here and who leads stay on it; an interpreter never comes on it', () => {
		expect(no(sitting(), asks(steven, false))).toBe('pupil-is-asked');
		expect(no(sitting(), asks(nele, false))).toBe('leader-is-asked');
		expect(no(sitting(), asks(parisa))).toBe('gives-no-answer');
		expect(no(sitting(), asks('nobody' as PersonId))).toBe('not-seated');
	});

	it('a school is not asked at a table without one, where it would have no copy', () => {
		expect(no(sitting(), asks(sara))).toBe('school-has-no-copy');
		expect(expectedNow(after(sitting('school'), asks(sara)))).toContain(sara);
	});

	it('whoever takes over leading is asked, also when they were taken off', () => {
		const off = after(sitting(), asks(wim, false));
		expect(expectedNow({ ...off, circle: { ...off.circle, leader: wim } })).toContain(wim);
	});
});

describe('once it was presented', () => {
	it('somebody is added to the same version, and to the draft that would follow it', () => {
		const later = after(presented(sitting()), asks(an));
		expect([...(later.versions.get(v1)?.expected ?? [])]).toEqual([nele, steven, wim, an]);
		expect(later.versions.get(v1)?.digest).toBe('d');
		expect(expectedNow(later)).toContain(an);
	});

	it('also when the circle is closed', () => {
		const closed = after(presented(sitting()), { do: 'close' });
		expect(after(closed, asks(an)).versions.get(v1)?.expected.has(an)).toBe(true);
	});

	it('nobody is taken off', () => {
		expect(no(presented(sitting()), asks(wim, false))).toBe('stays-asked');
		expect(say(presented(sitting()), asks(an, false))).toEqual([]);
	});
});
