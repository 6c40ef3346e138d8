// A school at the table: every shared letter reaches it before the next is typed, and not one byte of the
// inner sheet or of others' own words, no fact, id or count about them, ever does.

import { afterAll, beforeAll, expect, it } from 'vitest';
import type { SheetId } from '#lib/base/id.ts';
import { addItem, readItems, textOf } from '#lib/plan/sheet.ts';
import { lineDigest } from '#lib/plan/line.ts';
import { readFile } from '#lib/seal/file.ts';
import { newId } from '#lib/live/new-id.ts';
import { freePort, House } from '../house.ts';
import { until } from '../sync/wait.ts';
import { Person } from './person.ts';

let house: House;
beforeAll(async () => {
	house = new House(await freePort());
	await house.start();
}, 60_000);
afterAll(() => house.stop(), 30_000);

/** What stands around `one` in `text`; empty when it is nowhere. */
function around(text: string, one: string): string {
	const at = text.indexOf(one);
	return at < 0 ? '' : text.slice(Math.max(0, at - 120), at + 120);
}

it('a school hears every shared letter and nothing of what is not for it', async () => {
	const [circle] = await house.world(1, 4, true);
	const seats = circle?.seats ?? [];
	const [nele, steven, wim, school] = seats.map((seat) => new Person(seat, house.origin));
	if (!nele || !steven || !wim || !school) throw new Error('four seats were asked for');
	const inner = new Person(wim.seat, house.origin);
	for (const person of [nele, steven, wim, school]) {
		person.write('core');
		await person.sit();
	}
	inner.write('inner');
	await until(
		() => [nele, steven, wim, school, inner].every((one) => one.state === 'saved'),
		'everybody to join'
	);
	expect(school.seat.sheets.map((sheet) => sheet.audience).sort()).toEqual(['core', 'own']);

	// Shared words: each letter is on the school's screen before the next is typed.
	const block = readItems(steven.doc)[0];
	const mine = block && textOf(steven.doc, block.id, 'text');
	const theirs = () => block && textOf(school.doc, block.id, 'text')?.toString();
	for (const letter of 'We zoeken samen een plek.') {
		mine?.insert(mine.length, letter);
		await until(() => theirs() === mine?.toString(), 'the letter at the school');
	}

	// What is not for the school: an inner block, letter by letter, and own words in every way they move.
	const secretItem = newId<'item'>();
	addItem(inner.doc, { id: secretItem, kind: 'engagement', owner: wim.seat.person });
	const secret = textOf(inner.doc, secretItem, 'text');
	for (const letter of 'Geheimstilwoord') secret?.insert(secret.length, letter);
	await until(() => inner.state === 'saved', 'the inner words to be kept');
	const voice = steven.view?.people.find((one) => one.id === steven.seat.person)?.voices[0].id;
	if (!voice) throw new Error('no voice');
	const [line, gone] = [newId<'line'>(), newId<'line'>()];
	const words = { voice, kind: 'worry' as const, about: null, text: 'Eigenstilwoord op de trappenhal.' };
	expect(await steven.move({ do: 'lay', line, ...words })).toBeNull();
	expect(await steven.move({ do: 'lay', line: gone, ...words, text: 'Wegstilwoord.' })).toBeNull();
	expect(await steven.move({ do: 'take-back', line: gone })).toBeNull();
	expect(await steven.move({ do: 'cover', line })).toBeNull();
	expect(await steven.move({ do: 'uncover', line })).toBeNull();
	expect(await nele.move({ do: 'go', to: 'own-words' })).toBeNull();
	const person = steven.seat.person;
	expect(await steven.move({ do: 'check', person, lines: [{ line, digest: lineDigest(words) }] })).toBeNull();
	expect(await steven.move({ do: 'mark', person, choice: 'none', lines: [], seen: [] })).toBeNull();
	// Nobody says yes in his place, nor takes a yes along to words that came later.
	const seen = [{ line, digest: lineDigest(words) }];
	expect(await nele.move({ do: 'mark', person, choice: 'all', lines: [], seen })).toBe('not-yours-to-say');
	const his = wim.view?.people.find((one) => one.id === wim.seat.person)?.voices[0].id;
	if (!his) throw new Error('no voice');
	const [goes, corrected, later] = [newId<'line'>(), newId<'line'>(), newId<'line'>()];
	const aloud = { voice: his, kind: 'wish' as const, about: null, text: 'Wim zoekt mee.' };
	const lines = [goes, corrected];
	for (const one of lines) expect(await wim.move({ do: 'lay', line: one, ...aloud })).toBeNull();
	const all = {
		do: 'mark' as const,
		person: wim.seat.person,
		choice: 'all' as const,
		lines: [],
		seen: lines.map((one) => ({ line: one, digest: lineDigest(aloud) }))
	};
	expect(await wim.move(all)).toBeNull();
	expect(await nele.move({ do: 'correct', line: corrected, text: 'Verbeterdstilwoord.' })).toBeNull();
	expect(await nele.move({ do: 'lay', line: later, ...aloud, text: 'Laterstilwoord.' })).toBeNull();
	// In other words the school reads what their voice lets it, and nothing of what they stand for.
	const innerSheet = inner.seat.sheets.find((sheet) => sheet.audience === 'inner')?.id as SheetId;
	const [ofPromise, ofLine] = [newId<'line'>(), newId<'line'>()];
	const otherWords = { do: 'school-words' as const, line: ofPromise, about: secretItem, sheet: innerSheet };
	const others = { ...otherWords, text: 'Wim helpt thuis.' };
	for (const one of [nele, steven]) expect(await one.move(others)).toBe('not-yours-to-say');
	expect(await school.move(others)).toBe('no-such-item');
	expect(await wim.move({ ...others, text: 'Halfstilwoord.' })).toBeNull();
	expect(await wim.move(others)).toBeNull();
	const anew = { do: 'school-words' as const, line: ofLine, about: line, sheet: null };
	expect(await steven.move({ ...anew, text: 'Steven let op in de gang.' })).toBeNull();
	for (const one of [nele, wim]) expect(one.heard).not.toContain('Steven let op');
	expect(await nele.move({ do: 'go', to: 'reading' })).toBeNull();
	expect(await nele.move({ do: 'present' })).toBeNull();
	await until(() => school.heard.includes('presented'), 'the school to hear of the version');

	const version = /"presented","version":"([a-z2-7]{26})"/.exec(school.heard)?.[1] ?? '';
	const page = await fetch(school.seat.page, { headers: school.headers }).then((answer) => answer.text());
	const data = await fetch(`${school.seat.page}/__data.json`, { headers: school.headers }).then((answer) =>
		answer.text()
	);
	const file = await fetch(`${school.seat.page}/copy/${version}`, { headers: school.headers }).then(
		(answer) => answer.text()
	);
	const print = await fetch(`${school.seat.page}/copy/${version}/print`, { headers: school.headers }).then(
		(answer) => answer.text()
	);
	const copy = readFile(file);
	if ('no' in copy) throw new Error(copy.no);
	const disclosed = copy.copy
		.split('~')
		.slice(1)
		.map((part) => Buffer.from(part, 'base64url').toString('utf8'))
		.join('\n');

	const forbidden = [
		// A word that no fingerprint is made of (seal/words.ts).
		'stilwoord',
		'trappenhal',
		line,
		gone,
		secretItem,
		innerSheet,
		ofPromise,
		ofLine,
		'"school-words"',
		`${circle?.circle}/lines`,
		'"checked"',
		'"marked"',
		'"laid"',
		'"covered"'
	];
	const everything = { sockets: school.heard, page, data, file, print, disclosed };
	for (const [where, text] of Object.entries(everything)) {
		expect(text.length, where).toBeGreaterThan(100);
		for (const one of forbidden) expect(around(text, one), `${one} in ${where}`).toBe('');
	}
	expect(disclosed).toContain('We zoeken samen een plek.');
	expect(disclosed).toContain('Wim zoekt mee.');
	expect(disclosed).toContain('"text":"Wim helpt thuis.","when":""');
	expect(disclosed).toContain('Steven let op in de gang.');
	expect(disclosed).not.toMatch(/"school":"[a-z2-7]{26}"/);
	for (const shown of [print, disclosed]) expect(shown).not.toMatch(/andere woorden|in de plaats/);
	// The others do have it: the search can find what it looks for.
	expect(nele.heard).toContain('Eigenstilwoord');
	expect(secret?.toString()).toBe('Geheimstilwoord');

	// And the door is shut for whoever asks by its name.
	for (const audience of ['inner', 'own']) {
		const sheet = wim.seat.sheets.find((one) => one.audience === audience);
		const sneaky = new Person(
			{ ...school.seat, sheets: sheet ? [{ ...sheet, sync: sheet.sync.replace(wim.id, school.id) }] : [] },
			house.origin
		);
		sneaky.write(audience);
		await until(() => sneaky.closed !== null, 'the door to stay shut');
		expect(sneaky.closed).toBe(4404);
		expect(readItems(sneaky.doc)).toEqual([]);
		sneaky.leave();
	}
	for (const one of [nele, steven, wim, school, inner]) one.leave();
}, 60_000);
