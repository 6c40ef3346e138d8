// Words for named people: over real lines, whoever was not named gets not one byte of them, in the circle or after it;
// and somebody of a school who types for another hears nothing by it.

import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PersonId } from '#lib/base/id.ts';
import { newId } from '#lib/live/new-id.ts';
import { lineDigest } from '#lib/plan/line.ts';
import { readFile } from '#lib/seal/file.ts';
import type { Move } from '#lib/wire/move.ts';
import { freePort, House } from '../house.ts';
import { until } from '../sync/wait.ts';
import { Person } from './person.ts';

let house: House;
beforeAll(async () => {
	house = new House(await freePort());
	await house.start();
}, 60_000);
afterAll(() => house.stop(), 30_000);

type Cast = Readonly<Record<'griet' | 'layla' | 'samira' | 'karel' | 'tom', Person>>;

/** Griet leads; Layla is the pupil, Samira her mother, Karel of the CLB, Tom of the school. */
async function seated(): Promise<Cast & { readonly wall: Person }> {
	const [circle] = await house.world(1, 5, true);
	const [griet, layla, samira, karel, tom] = (circle?.seats ?? []).map(
		(seat) => new Person(seat, house.origin)
	);
	if (!griet || !layla || !samira || !karel || !tom) throw new Error('five seats were asked for');
	const wall = new Person(griet.seat, house.origin);
	for (const one of [griet, layla, samira, karel, tom]) await one.sit();
	await wall.sit('wall');
	return { griet, layla, samira, karel, tom, wall };
}

const voiceOf = (one: Person, of: PersonId) => {
	const voice = one.view?.people.find(({ id }) => id === of)?.voices[0].id;
	if (!voice) throw new Error('no voice');
	return voice;
};

/** Something everybody hears, so that what was told before it has come. */
async function fence(leads: Person, ...all: Person[]): Promise<void> {
	const count = (one: Person) => one.heard.split(/"is":"(?:paused|resumed)"/).length;
	const before = all.map(count);
	expect(await leads.move({ do: 'pause' })).toBeNull();
	expect(await leads.move({ do: 'resume' })).toBeNull();
	await until(() => all.every((one, at) => count(one) >= (before[at] ?? 0) + 2), 'the fence');
}

/** Everything a person can fetch of this table and of a version. */
async function everythingOf(one: Person, version: string | null): Promise<Record<string, string>> {
	const paths = ['', '/__data.json', '/paper', '/paper/__data.json'];
	const copies = version ? [`/copy/${version}`, `/copy/${version}/print`] : [];
	const found: Record<string, string> = { sockets: one.heard };
	for (const path of [...paths, ...copies]) {
		const answer = await fetch(`${one.seat.page}${path}`, { headers: one.headers });
		expect(answer.status, path).toBe(200);
		found[path] = await answer.text();
	}
	const file = version ? readFile(found[`/copy/${version}`] ?? '') : null;
	if (file && !('no' in file))
		found['disclosed'] = file.copy
			.split('~')
			.map((part) => Buffer.from(part, 'base64url').toString('utf8'))
			.join('\n');
	return found;
}

function expectNothing(of: Record<string, string>, ...canaries: string[]): void {
	for (const [where, text] of Object.entries(of))
		for (const canary of canaries) {
			const at = text.indexOf(canary);
			expect(at < 0 ? '' : text.slice(Math.max(0, at - 100), at + 100), `${canary} in ${where}`).toBe('');
		}
}

it('S3-02, S3-03: who was not named gets not a byte, and who is named later nothing of before', async () => {
	const { griet, layla, samira, karel, tom, wall } = await seated();
	const line = newId<'line'>();
	const voice = voiceOf(layla, layla.seat.person);
	const text = 'Stilwoord: dat mama denkt dat het aan mij ligt.';
	const show: Move = {
		...{ do: 'show' as const, line, voice, kind: 'worry' as const, about: null, text },
		...{ readers: [karel.seat.person], school: false }
	};
	const others = [griet, samira, tom, wall];
	const before = others.map((one) => one.heard.length);
	expect(await layla.move(show)).toBeNull();
	await until(() => karel.heard.includes('Stilwoord'), 'the one who was named');
	expect(await layla.move({ do: 'reword', line, text: `${text} Nog anders.` })).toBeNull();
	await until(() => karel.heard.includes('Nog anders'), 'the other words');
	// Not that it happened, not when, not how often: not one message.
	await fence(griet, ...others, layla, karel);
	for (const [at, one] of others.entries()) {
		const since = one.heard.slice(before[at]);
		expect(since.split('\n').filter((message) => message !== '' && !message.includes('"is":"')).length).toBe(
			0
		);
		expectNothing({ sockets: since }, 'Stilwoord', line, '"shown"', '"may-read"', 'changed');
	}
	expect(karel.heard).not.toContain('"readers"');

	// The leader, the mother and the school ask by its name, and it is not there.
	for (const one of [griet, samira, tom, karel]) {
		expect(await one.move({ do: 'readers', line, readers: [one.seat.person], school: true })).toBe(
			'no-such-line'
		);
		expect(await one.move({ do: 'correct', line, text: 'Anders.' })).toBe('no-such-line');
		expect(await one.move({ do: 'cover', line })).toBe('no-such-line');
	}
	expect(
		await layla.move({ do: 'readers', line, readers: [karel.seat.person, tom.seat.person], school: false })
	).toBe('school-reads');

	// A line of hers that lies on the table takes the first number, and the plan is presented without the other.
	const open = { voice, kind: 'wish' as const, about: null, text: 'Naar de refter gaan zonder buikpijn.' };
	expect(await layla.move({ do: 'lay', line: newId(), ...open })).toBeNull();
	expect(await griet.move({ do: 'present' })).toBeNull();
	await until(() => samira.heard.includes('"presented"'), 'the version');
	const version = /"presented","version":"([a-z2-7]{26})"/.exec(samira.heard)?.[1] ?? '';
	for (const one of [griet, samira, tom])
		expectNothing(await everythingOf(one, version), 'Stilwoord', line, '"may-read"');
	const { sockets, '': _page, '/__data.json': _data, ...onPaper } = await everythingOf(karel, version);
	expect(sockets).toContain('Stilwoord');
	expectNothing(onPaper, 'Stilwoord', line);
	const { sockets: _, '': _own, '/__data.json': _mine, ...hers } = await everythingOf(layla, version);
	expectNothing(hers, 'Stilwoord', line);

	// "Mama mag dit lezen", while the plan lies there: from then on, and nothing of since when.
	const heard = samira.heard.length;
	const all = [karel.seat.person, samira.seat.person];
	expect(await layla.move({ do: 'readers', line, readers: all, school: false })).toBeNull();
	await until(() => samira.heard.slice(heard).includes('Nog anders'), 'the mother to read it');
	const told = samira.heard.slice(heard);
	expect(told).toContain('"after":0');
	expect(told.match(/"is":"[a-z-]+"/g)).toEqual(['"is":"may-read"']);
	expectNothing({ told }, karel.seat.person, '"readers"', '"shown"');

	// Who is named no more, and who left the table, have it no more.
	expect(await layla.move({ do: 'readers', line, readers: [karel.seat.person], school: false })).toBeNull();
	const again = new Person(samira.seat, house.origin);
	expect(JSON.stringify(await again.sit())).not.toContain('Stilwoord');
	expect(await griet.move({ do: 'leave', person: karel.seat.person })).toBeNull();
	const away = new Person(karel.seat, house.origin);
	expect(JSON.stringify(await away.sit())).not.toContain('Stilwoord');
	expect(await layla.move({ do: 'unshow', line })).toBeNull();
	const own = new Person(layla.seat, house.origin);
	expect(JSON.stringify(await own.sit())).not.toContain('Stilwoord');
	for (const one of [griet, layla, samira, karel, tom, wall, again, away, own]) one.leave();
}, 60_000);

it('S5-09: a school types for a voice and hears nothing by it; the voice confirms later', async () => {
	const { griet, layla, samira, karel, tom, wall } = await seated();
	const voice = voiceOf(griet, samira.seat.person);
	const words = { voice, kind: 'worry' as const, about: null, text: 'Stilwoord: dat ik te laat ben.' };
	const line = newId<'line'>();
	const lay: Move = { do: 'lay', line, ...words };
	expect(await tom.move(lay)).toBe('not-your-words');
	expect(await griet.move({ do: 'name-writer', person: tom.seat.person, writes: true })).toBeNull();
	const before = tom.heard.length;
	expect(await tom.move(lay)).toBeNull();
	expect(await tom.move(lay)).toBeNull();
	await until(() => samira.heard.includes('Stilwoord'), 'the voice to have it');
	await fence(griet, tom, samira);
	expectNothing({ sockets: tom.heard.slice(before) }, 'Stilwoord', line, '"laid"', 'changed');
	const digest = lineDigest(words);
	expect(await tom.move({ do: 'correct', line, text: 'Iets anders.' })).toBe('no-such-line');
	expect(await tom.move({ do: 'confirm', line, digest, witness: griet.seat.person })).toBe('no-such-line');
	const sees = new Person(tom.seat, house.origin);
	expectNothing({ view: JSON.stringify(await sees.sit()) }, 'Stilwoord', line);
	// She is offline meanwhile; the plan is presented, and she says klopt when she is back.
	samira.leave();
	expect(await griet.move({ do: 'present' })).toBeNull();
	const back = new Person(samira.seat, house.origin);
	await back.sit();
	expect(await back.move({ do: 'confirm', line, digest, witness: null })).toBeNull();
	await until(() => karel.heard.includes('"confirmed"'), 'her yes');
	for (const one of [griet, layla, karel, tom, wall, sees, back]) one.leave();
}, 60_000);

it('S5-05: an original goes with its line to who may have that line, and stays when the Dutch is mended', async () => {
	const { griet, layla, samira, karel, tom, wall } = await seated();
	const voice = voiceOf(griet, samira.seat.person);
	const said = { language: 'fa-AF', text: 'نان می‌آورد', by: karel.seat.person, how: 'spoken' as const };
	const words = { voice, kind: 'strength' as const, about: null, text: 'Hij haalt brood.' };
	const line = newId<'line'>();
	expect(await griet.move({ do: 'lay', line, ...words, original: { ...said, by: layla.seat.person } })).toBe(
		'may-not-interpret'
	);
	expect(await griet.move({ do: 'lay', line, ...words, original: said })).toBeNull();
	await until(() => karel.heard.includes('نان می‌آورد'), 'the original');
	await fence(griet, tom, wall);
	for (const one of [tom, wall]) expectNothing({ sockets: one.heard }, 'نان', 'fa-AF');
	const text = 'Elke ochtend haalt hij brood.';
	expect(await griet.move({ do: 'correct', line, text, original: said })).toBeNull();
	const digest = lineDigest({ ...words, text, original: said });
	expect(await samira.move({ do: 'confirm', line, digest, witness: null })).toBeNull();
	expect(await griet.move({ do: 'read-out', person: layla.seat.person, language: 'fa-AF' })).toBe(
		'may-not-interpret'
	);
	expect(await griet.move({ do: 'read-out', person: karel.seat.person, language: 'fa-AF' })).toBeNull();
	expect(await griet.move({ do: 'present' })).toBeNull();
	await until(() => samira.heard.includes('"presented"'), 'the version');
	const version = /"presented","version":"([a-z2-7]{26})"/.exec(samira.heard)?.[1] ?? '';
	const hers = await everythingOf(samira, version);
	expect(hers['disclosed']).toContain('نان می‌آورد');
	expect(hers[`/copy/${version}/print`]).toMatch(/lang="fa-AF"[^>]*dir="rtl"|dir="rtl"[^>]*lang="fa-AF"/);
	expectNothing(await everythingOf(tom, version), 'نان');
	for (const one of [griet, layla, samira, karel, tom, wall]) one.leave();
}, 60_000);

it('S2-01: wil nu niets zeggen is printed for all but the school', async () => {
	const { griet, layla, samira, karel, tom, wall } = await seated();
	const worry = griet.view?.beginning.rounds.findIndex((round) => round.kind === 'worry') ?? -1;
	expect(await griet.move({ do: 'round', round: worry })).toBeNull();
	const pass = { do: 'pass' as const, round: worry, how: 'nothing' as const, to: null };
	expect(await griet.move({ ...pass, turn: 0 })).toBeNull();
	const voice = voiceOf(samira, samira.seat.person);
	const words = { voice, kind: 'worry' as const, about: null, text: 'Ik zie haar minder lachen.' };
	expect(await samira.move({ do: 'lay', line: newId(), ...words })).toBeNull();
	expect(await griet.move({ do: 'go', to: 'reading' })).toBeNull();
	expect(await griet.move({ do: 'present' })).toBeNull();
	await until(() => tom.heard.includes('"presented"'), 'the version');
	const version = /"presented","version":"([a-z2-7]{26})"/.exec(tom.heard)?.[1] ?? '';
	const hers = await everythingOf(samira, version);
	expect(hers['disclosed']).toContain('"part":"silence"');
	expect(hers[`/copy/${version}/print`]).toContain('wil nu niets zeggen');
	const theirs = await everythingOf(tom, version);
	expectNothing({ disclosed: theirs['disclosed'] ?? '' }, '"silence"');
	expectNothing({ print: theirs[`/copy/${version}/print`] ?? '' }, 'wil nu niets zeggen');
	for (const one of [griet, layla, samira, karel, tom, wall]) one.leave();
}, 60_000);
