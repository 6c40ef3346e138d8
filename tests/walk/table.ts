// A table to wander about at: three to twelve people of every role, any type and method, with or without a
// school, and pieces of shared words that somebody changes meanwhile.

import type { ItemId, PersonId, SheetId, VoiceId } from '#lib/base/id.ts';
import { planned } from '#lib/circle/circle.ts';
import { circleTypes, methods } from '#lib/circle/round.ts';
import { roundsFor } from '#lib/circle/standard.ts';
import type { People, Person } from '#lib/people/person.ts';
import { mayLead, roles, type Role } from '#lib/people/role.ts';
import { blankItem, type Item } from '#lib/plan/item.ts';
import type { TableFact } from '#lib/table/stream.ts';
import { tableBefore, type Table } from '#lib/table/table.ts';

type SheetFact = (TableFact & { to: 'sheet' })['fact'];

export type Chance = {
	/** From 0 to 1, without 1. */
	next(): number;
	/** From 0 to `most`, without it. */
	upTo(most: number): number;
	one<T>(from: readonly T[]): T;
	/** True so many times in a hundred. */
	in100(times: number): boolean;
};

/** Chance that comes out the same again, from one seed. */
export function chanceFrom(next: () => number): Chance {
	const upTo = (most: number) => Math.floor(next() * most);
	return { next, upTo, one: (from) => from[upTo(from.length)] as never, in100: (n) => next() * 100 < n };
}

/** What a walk holds beside the table: who there is, and the shared words as their sheet has them. */
export type Ground = {
	readonly chance: Chance;
	readonly people: readonly PersonId[];
	/** Of this traject, and not expected. */
	readonly outside: readonly PersonId[];
	/** Of no traject here. */
	readonly stranger: PersonId;
	readonly items: Map<ItemId, Item>;
	readonly sheet: SheetId;
	/** Every text that was laid: none of it may ever stand in a fact. */
	readonly texts: string[];
};

/** One set of words for every sheet: what may be said of them is not a matter of where they stand. */
export const itemOf =
	(ground: Ground) =>
	(_sheet: SheetId, item: ItemId): Item | null =>
		ground.items.get(item) ?? null;

export function tableFor(chance: Chance): { readonly ground: Ground; readonly table: Table } {
	const count = 3 + chance.upTo(10);
	const given = Array.from({ length: count }, (_, at) => roleAt(chance, at));
	const people = new Map(given.map((role, at) => [idOf(at), personOf(idOf(at), role, chance)]));
	const all = [...people.keys()];
	const leader = idOf(0);
	const school = (person: PersonId) => people.get(person)?.role === 'school';
	const family = chance.in100(50);
	const order = all.filter((one) => one === leader || !(chance.in100(15) || (family && school(one))));
	const items = itemsFor(chance, all);
	const engagements = [...items.values()].filter((item) => item.kind === 'engagement');
	const reviewed = engagements.filter(() => chance.in100(60));
	const method = chance.one(methods);
	const circle = planned({
		leader,
		co: chance.in100(30) ? (order.find((one) => one !== leader && leadsOf(people, one)) ?? null) : null,
		method,
		rounds: roundsFor(
			chance.one(circleTypes),
			method,
			reviewed.map(({ id, owner, asker }) => ({ id, owner: owner ?? leader, asker }))
		).map((round) => ({ ...round, seconds: chance.in100(70) ? 30 + chance.upTo(120) : null })),
		setting: order.some(school) ? 'school' : 'family',
		order
	});
	const ids = reviewed.map((item) => item.id);
	return {
		ground: {
			chance,
			people: all,
			outside: all.filter((one) => !order.includes(one)),
			stranger: 'x' as PersonId,
			items,
			sheet: 'sheet' as SheetId,
			texts: []
		},
		table: tableBefore(circle, people, ids)
	};
}

const idOf = (at: number) => `p${at}` as PersonId;

/** Who leads is a coach or a moderator, and often there is another. */
function roleAt(chance: Chance, at: number): Role {
	if (at === 0 || (at === 1 && chance.in100(60))) return chance.in100(50) ? 'coach' : 'moderator';
	return at === 2 ? 'pupil' : chance.one(roles);
}

function personOf(id: PersonId, role: Role, chance: Chance): Person {
	const own = { id: `${id}v` as VoiceId, person: id, behalf: false };
	const school = { id: `${id}w` as VoiceId, person: id, behalf: true };
	const voices: Person['voices'] = role === 'clb' && chance.in100(50) ? [own, school] : [own];
	return { id, name: id, label: role, role, confidantOf: null, voices };
}

const leadsOf = (people: People, id: PersonId): boolean => mayLead(people.get(id)?.role ?? 'pupil');

function itemsFor(chance: Chance, people: readonly PersonId[]): Map<ItemId, Item> {
	const kinds = ['engagement', 'engagement', 'engagement', 'ask', 'not-now', 'goal'] as const;
	const items = kinds.map((kind, at): Item => {
		const owner = chance.in100(85) ? chance.one(people) : null;
		const asker = chance.in100(60) ? chance.one(people) : null;
		return { ...blankItem, id: `i${at}` as ItemId, kind, text: `Dit ${at}.`, owner, asker };
	});
	return new Map(items.map((item) => [item.id, item]));
}

/** Somebody writes in the shared words, as everybody may at any time. */
export function edit({ chance, items, people }: Ground): void {
	const item = chance.one([...items.values()]);
	const owner = chance.in100(20) ? chance.one(people) : item.owner;
	const text = chance.in100(5) ? ' ' : `${item.text.slice(0, 20)}${chance.upTo(10)}`;
	items.set(item.id, { ...item, text, owner, gone: chance.in100(5) });
}

/** What the house does in a sheet beside a fact. */
export function rewrite({ items }: Ground, fact: SheetFact): void {
	const item = fact.is === 'emptied' ? items.get(fact.item) : undefined;
	if (item) items.set(item.id, { ...item, text: '' });
}
