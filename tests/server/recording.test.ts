// Quiet means quiet: every frame of every seat and the wall, both lines, through a round that listens and through a
// besloten tijd. What is not on the list of what may come, does not come; and nobody outside can tell how much is said.

import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ItemId, SheetId } from '#lib/base/id.ts';
import { newId } from '#lib/live/new-id.ts';
import { wholeDigest } from '#lib/plan/item.ts';
import { addItem, readItems, textOf } from '#lib/plan/sheet.ts';
import { closeCode } from '#lib/wire/close.ts';
import { freePort, House } from '../house.ts';
import { Raw } from '../sync/raw.ts';
import { until } from '../sync/wait.ts';
import { Person, type Frame } from './person.ts';

let house: House;
beforeAll(async () => {
	house = new House(await freePort());
	await house.start();
}, 120_000);
afterAll(() => house.stop(), 30_000);

/** Signs of life, that say nothing and come by the clock. */
const alive = new Set(['ping', 'pong', 'beat', 'noop']);
const told = (frames: readonly Frame[], from: number) =>
	frames.slice(from).filter(({ way, kind }) => way === 'in' && !alive.has(kind));
const kinds = (frames: readonly Frame[]) =>
	[...new Set(frames.map(({ line, kind }) => `${line} ${kind}`))].sort();

type Seats = readonly [Person, Person, Person, Person, Person];

/** Who leads, the pupil, a parent, the CLB and the school, each with the core sheet; and the wall. */
async function sitDown(method: string): Promise<{ seats: Seats; wall: Person }> {
	const [circle] = await house.world(1, 5, true, false, method);
	const seats = (circle?.seats ?? []).map((seat) => new Person(seat, house.origin));
	const [nele] = seats;
	if (!nele) throw new Error('five seats were asked for');
	for (const one of seats) {
		await one.sit();
		one.write('core');
	}
	const wall = new Person(nele.seat, house.origin);
	await wall.sit('wall');
	await until(() => seats.every((one) => one.state === 'saved'), 'everybody to join', 30_000);
	return { seats: seats as unknown as Seats, wall };
}

it('in a round that listens no presence, no sign of typing and no notice reaches any screen', async () => {
	const { seats, wall } = await sitDown('proactive');
	const [nele, steven, wim, , school] = seats;
	const everybody = [...seats, wall];
	const block = readItems(steven.doc)[0]?.id as ItemId;
	// Before it: who writes beside what is told.
	steven.show(block);
	await until(() => wim.heard.includes('"presence"'), 'presence in samen');
	expect(await nele.move({ do: 'round', round: 1 })).toBeNull();
	await until(() => everybody.every((one) => one.heard.includes('round-begun')), 'the round');
	const from = everybody.map((one) => one.frames.length);

	for (const one of [steven, wim, school]) {
		one.show(block);
		one.show(null);
	}
	const text = textOf(wim.doc, block, 'text');
	for (const letter of 'Een letter.') text?.insert(text.length, letter);
	await until(() => wim.state === 'saved', 'the letters to be kept');
	const voice = steven.view?.people.find((one) => one.id === steven.seat.person)?.voices[0].id;
	if (!voice) throw new Error('no voice');
	const line = { line: newId<'line'>(), voice, kind: 'experience' as const, about: null };
	expect(await steven.move({ do: 'lay', ...line, text: 'Stilstaand woord.' })).toBeNull();
	expect(await steven.move({ do: 'pass', round: 1, turn: 0, how: 'spoke', to: null })).toBeNull();
	// A phone falls out, and comes back.
	const second = new Person(wim.seat, house.origin);
	await second.sit();
	second.leave();
	await until(() => everybody.every((one) => one.heard.includes('turn-ended')), 'the piece to go on');
	expect(await nele.move({ do: 'go', to: 'together' })).toBeNull();
	await until(() => everybody.every((one) => one.heard.includes('"moved"')), 'samen');

	const letters = ['sheet saved', 'sheet update'];
	for (const [i, one] of everybody.entries()) {
		const heard = kinds(told(one.frames, from[i] ?? 0));
		const mine = [nele, steven].includes(one) ? ['table ack'] : [];
		const may = [...mine, ...letters, 'table facts'];
		expect(
			heard.filter((kind) => !may.includes(kind)),
			`seat ${i}`
		).toEqual([]);
	}
	expect(school.heard).not.toContain('Stilstaand');
	for (const one of everybody) one.leave();
});

/** A besloten tijd in which so much is typed; what each of those outside heard, by size. */
async function talk(letters: number) {
	const { seats, wall } = await sitDown('free');
	const [nele, layla, samira, ilse, school] = seats;
	const outside = [nele, ilse, school];
	const id = newId<'sheet'>();
	expect(
		await layla.move({ do: 'private-ask', talk: id, among: [layla.seat.person, samira.seat.person] })
	).toBeNull();
	await until(() => samira.heard.includes('private-asked'), 'the question');
	for (const one of [...outside, wall]) expect(one.heard).not.toContain('private-asked');
	expect(await samira.move({ do: 'private-agree', talk: id })).toBeNull();
	const isOut = (one: Person) => one.view?.sheets.every(({ audience }) => audience === 'own') === true;
	await until(() => [...outside, wall].every(isOut), 'the draft to go');
	await until(() => outside.every((one) => one.closed === closeCode.privateTime), 'their sheets to close');
	for (const one of outside) {
		const { streams, words } = one.view ?? { streams: [], words: {} };
		expect(streams.filter(({ name }) => /lines|sheet|private/.test(name))).toEqual([]);
		expect(words).toEqual({});
	}
	const from = [...outside, wall].map((one) => one.frames.length);

	const theirs = [layla, samira].map((one) => {
		const sync = `/sync/${id}.1?seat=${one.id}`;
		const again = new Person({ ...one.seat, sheets: [{ id, audience: 'private', sync }] }, house.origin);
		again.write('private');
		return again;
	});
	const [mine, hers] = theirs as [Person, Person];
	const item = newId<'item'>();
	addItem(mine.doc, { id: item, kind: 'agreement', text: 'We praten meer.' });
	addItem(mine.doc, { id: newId<'item'>(), kind: 'agreement', text: '' });
	const unsaid = readItems(mine.doc).find((one) => one.id !== item)?.id as ItemId;
	const text = textOf(mine.doc, unsaid, 'text');
	for (let i = 0; i < letters; i++) text?.insert(text.length, 'geheim'[i % 6] ?? '');
	await until(() => mine.state === 'saved' && readItems(hers.doc).length === 2, 'the words to be kept');
	// What a hand of theirs does outside it, nobody hears either.
	layla.show(readItems(layla.doc)[0]?.id ?? null);
	const core = layla.view?.sheets.find(({ audience }) => audience === 'core')?.id as SheetId;
	const inner = layla.view?.sheets.find(({ audience }) => audience === 'inner')?.id as SheetId;
	const [said] = readItems(mine.doc).filter((one) => one.id === item);
	if (!said) throw new Error('no sentence');
	const yes = { do: 'private-yes', talk: id, item, digest: wholeDigest(said), to: inner } as const;
	for (const one of [layla, samira]) expect(await one.move(yes)).toBeNull();
	await until(() => [layla, samira].every((one) => one.heard.includes('private-entered')), 'it to enter');

	// Whoever asks anew, at any door, gets no more.
	const during = [...outside, wall].map((one, i) => told(one.frames, from[i] ?? 0));
	for (const one of outside) {
		const open = (sheet: string) =>
			new Raw(`${house.origin.replace(/^http/, 'ws')}/sync/${sheet}.1?seat=${one.id}`, true, one.headers);
		const [shared, alone] = [open(core), open(id)];
		await until(() => shared.closed !== null && alone.closed !== null, 'both doors');
		expect([shared.closed, alone.closed]).toEqual([closeCode.privateTime, closeCode.noSuchSheet]);
		for (const path of ['', '/__data.json', '/paper']) {
			const page = await fetch(`${one.seat.page}${path}`, { headers: one.headers }).then((got) => got.text());
			expect(page).not.toContain(core);
			expect(page).not.toContain('We praten meer.');
		}
		expect(await one.move({ do: 'go', to: 'reading' })).toBe('private-time');
		expect(await one.move({ do: 'present' })).toBe('private-time');
	}
	const before = [...outside, wall].map((one) => one.frames.length);
	expect(await samira.move({ do: 'private-end', talk: id })).toBeNull();
	const isIn = (one: Person) => one.view?.sheets.some(({ audience }) => audience === 'core') === true;
	await until(() => [...outside, wall].every(isIn), 'the draft to come back');
	const after = [...outside, wall].map((one, i) => told(one.frames, before[i] ?? 0));
	for (const one of [...outside, wall])
		expect(one.heard).not.toMatch(/geheim|private-(asked|agreed|yes|entered)/);
	for (const one of [...seats, wall, mine, hers]) one.leave();
	return { during, after };
}

it('outside a besloten tijd nobody hears anything, nor how much is said', async () => {
	const [little, much] = [await talk(6), await talk(600)];
	for (const { during } of [little, much]) expect(during).toEqual([[], [], [], []]);
	expect(much.after).toEqual(little.after);
	for (const heard of little.after) expect(kinds(heard)).toEqual(['table facts', 'table view']);
});
