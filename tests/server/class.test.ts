// A class circle: everything a teacher's and a pupil's device gets is recorded, and of nobody of the class does it
// say the name, nor who wrote what; what is frozen has no pupil in it either.

import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '#lib/live/new-id.ts';
import { itemDigest } from '#lib/plan/item.ts';
import { addItem, readItems, setItem, textOf } from '#lib/plan/sheet.ts';
import { readFile } from '#lib/seal/file.ts';
import { freePort, House } from '../house.ts';
import { onPostgres } from '../place.ts';
import { made } from '../store/places.ts';
import { until } from '../sync/wait.ts';
import { Person } from './person.ts';

let house: House;
beforeAll(async () => {
	house = new House(await freePort());
	await house.start(async (env) => {
		if (!onPostgres) cpSync(await made(), join(env['DATA_DIR'] ?? '', 'db'), { recursive: true });
	});
}, 60_000);
afterAll(() => house.stop(), 30_000);

it('names no pupil to a teacher, a pupil or the wall, and nothing is asked of the class', async () => {
	const [circle] = await house.world(1, 4, true, true);
	const people = (circle?.seats ?? []).map((seat) => new Person(seat, house.origin));
	const [leader, ann, bo, teacher] = people;
	if (!leader || !ann || !bo || !teacher) throw new Error('four seats were asked for');
	const wall = new Person(leader.seat, house.origin);
	for (const person of people) {
		person.write('core');
		await person.sit();
	}
	await wall.sit('wall');
	await until(() => people.every((one) => one.state === 'saved'), 'everybody to join');
	expect(leader.view?.beginning.setting).toBe('class');
	// Who leads knows them, and is the only one.
	expect(leader.heard).toContain('Kanarie1');

	// A phrase, letter by letter, by a pupil; nobody is told who writes beside what.
	const [phrase, promise] = [newId<'item'>(), newId<'item'>()];
	addItem(ann.doc, { id: phrase, kind: 'phrase', heading: 'strength' });
	ann.show(phrase);
	const text = textOf(ann.doc, phrase, 'text');
	for (const letter of 'We helpen elkaar.') text?.insert(text.length, letter);
	addItem(teacher.doc, { id: promise, kind: 'engagement', text: 'Ik luister elke vrijdag.' });
	setItem(teacher.doc, promise, { owner: ann.seat.person });
	await until(() => ann.state === 'saved' && teacher.state === 'saved', 'the words to be kept');

	const voice = leader.view?.people.find((one) => one.id === ann.seat.person)?.voices[0].id;
	const sheet = ann.seat.sheets.find((one) => one.audience === 'core')?.id as never;
	if (!voice) throw new Error('no voice');
	const words = { line: newId<'line'>(), voice, kind: 'wish', about: null, text: 'Onder een naam.' } as const;
	const proposed = readItems(teacher.doc).find((one) => one.id === promise);
	if (!proposed) throw new Error('no promise');
	const digest = itemDigest(proposed);
	const mine = { person: ann.seat.person, witness: null };
	const refused = 'class-without-names';
	for (const by of [ann, leader]) {
		expect(await by.move({ do: 'lay', ...words })).toBe(refused);
		expect(await by.move({ do: 'check', person: ann.seat.person, lines: [] })).toBe(refused);
		expect(await by.move({ do: 'mark', person: ann.seat.person, choice: 'all', lines: [], seen: [] })).toBe(
			refused
		);
	}
	expect(await leader.move({ do: 'go', to: 'own-words' })).toBe(refused);
	expect(await ann.move({ ...mine, do: 'take', sheet, item: promise, digest })).toBe(refused);

	// The piece goes round, the questions change, the plan is frozen.
	expect(await leader.move({ do: 'round', round: 1 })).toBeNull();
	const said = { text: 'Wat is fijn in onze klas?', writes: 'together', kind: 'strength' } as const;
	expect(await ann.move({ do: 'reword-round', round: 'ask.class-good/', ...said, seconds: null })).toBe(
		'only-the-leader'
	);
	expect(
		await leader.move({ do: 'reword-round', round: 'ask.class-good/', ...said, seconds: null })
	).toBeNull();
	expect(await leader.move({ do: 'tone', tone: 'simple' })).toBeNull();
	for (const one of [ann, teacher, wall])
		await until(() => one.heard.includes(said.text) && one.heard.includes('"tone":"simple"'), 'the question');
	expect(await leader.move({ do: 'go', to: 'reading' })).toBeNull();
	expect(await leader.move({ do: 'present' })).toBeNull();
	await until(() => teacher.heard.includes('presented'), 'the version');

	const version = /"presented","version":"([a-z2-7]{26})"/.exec(teacher.heard)?.[1] ?? '';
	const get = (path: string, { headers }: Person) =>
		fetch(path, { headers }).then(async (answer) => ({ status: answer.status, text: await answer.text() }));
	for (const one of [ann, teacher]) {
		const pages = await Promise.all(
			['', '/__data.json', '/paper', `/copy/${version}`, `/copy/${version}/print`].map((path) =>
				get(`${one.seat.page}${path}`, one)
			)
		);
		const all = [one.heard, ...pages.map((page) => page.text)].join('\n');
		expect(/.{0,80}Kanarie.{0,80}/s.exec(all)?.[0]).toBeUndefined();
		expect(all).not.toContain('"presence"');
	}
	expect(wall.heard).not.toContain('Kanarie');
	const code = /"code":"([A-Z0-9]{6})"/.exec(leader.heard)?.[1] ?? '';
	const door = await get(`${house.origin}/enter/${code}`, ann);
	expect([door.status, door.text.includes('Kanarie'), door.text.includes('P3')]).toEqual([200, false, true]);

	// A tablet that goes round says to whom it can go: to whoever has it, and of the class to nobody.
	const form = { origin: house.origin, 'content-type': 'application/x-www-form-urlencoded' };
	const post = (path: string, fields: Record<string, string>, cookie = '') =>
		fetch(`${house.origin}${path}`, {
			method: 'POST',
			redirect: 'manual',
			headers: { ...form, accept: 'text/html', cookie },
			body: new URLSearchParams(fields)
		});
	const asked = await post(`/enter/${code}?/tablet`, {});
	const tablet = asked.headers.get('location')?.split('/').at(-1) ?? '';
	const cookie = asked.headers
		.getSetCookie()
		.map((line) => line.split(';')[0] ?? '')
		.join('; ');
	expect(await leader.move({ do: 'admit', seat: tablet as never, school: null, join: false })).toBeNull();
	const cover = await (await fetch(`${house.origin}/tablet/${tablet}`, { headers: { cookie } })).text();
	expect([cover.includes('P3'), cover.includes('Kanarie')]).toEqual([true, false]);
	const handed = ({ seat }: Person) => post(`/tablet/${tablet}?/hand`, { to: seat.person }, cookie);
	expect((await handed(ann)).status).toBe(422);
	expect((await handed(teacher)).status).toBe(303);

	const file = readFile((await get(`${teacher.seat.page}/copy/${version}`, teacher)).text);
	if ('no' in file) throw new Error(file.no);
	const disclosed = file.copy
		.split('~')
		.slice(1)
		.map((part) => Buffer.from(part, 'base64url').toString('utf8'))
		.join('\n');
	expect(disclosed).toContain('We helpen elkaar.');
	expect(disclosed).toContain('Ik luister elke vrijdag.');
	for (const pupil of [ann, bo]) expect(disclosed).not.toContain(pupil.seat.person);
	// The adults are asked, and nobody of the class.
	const expected = /"issued","digest":"[^"]*","expected":(\[[^\]]*\])/.exec(teacher.heard)?.[1] ?? '[]';
	expect(JSON.parse(expected)).toEqual([leader.seat.person, teacher.seat.person]);
	const answer = { do: 'answer', version: version as never, words: '', until: null, how: 'tablet' } as const;
	expect(await ann.move({ ...answer, person: ann.seat.person, answer: 'yes', witness: null })).not.toBeNull();
	for (const person of [...people, wall]) person.leave();
}, 60_000);

it('a pupil’s name in a phrase is taken out like any other, and trying it tells nothing', async () => {
	const [circle] = await house.world(1, 4, true, true);
	const [leader, ann, , teacher] = (circle?.seats ?? []).map((seat) => new Person(seat, house.origin));
	if (!leader || !ann || !teacher) throw new Error('four seats were asked for');
	for (const person of [leader, ann, teacher]) await person.sit();
	ann.write('core');
	await until(() => ann.state === 'saved', 'the sheet');
	const phrase = newId<'item'>();
	addItem(ann.doc, { id: phrase, kind: 'phrase', heading: 'worry' });
	const text = textOf(ann.doc, phrase, 'text');
	text?.insert(0, 'Met Kanarie2 is er vaak ruzie.');
	await until(() => ann.state === 'saved', 'the words to be kept');
	const hide = (name: string) => teacher.move({ do: 'hide-name', name, letter: null });
	expect(await Promise.all(['Kanarie2', 'Kanarie1', 'Kanarie9'].map(hide))).toEqual([null, null, null]);
	await until(() => text?.toString() === 'Met klasgenoot A is er vaak ruzie.', 'the name to go');
	for (const person of [leader, ann, teacher]) person.leave();
});
