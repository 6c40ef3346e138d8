// A follow-up with a school at the table, after a version with two promises that stay here (S3-09): no byte and no count of
// them in anything that comes to the school or the wall; those they are of look back on them, and take them along.

import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ItemId, VersionId } from '#lib/base/id.ts';
import type { Result } from '#lib/engagement/engagement.ts';
import { newId } from '#lib/live/new-id.ts';
import { itemDigest } from '#lib/plan/item.ts';
import { lineDigest } from '#lib/plan/line.ts';
import { addItem, readItems } from '#lib/plan/sheet.ts';
import type { WorldCircle } from '#server/world/world.ts';
import { freePort, House } from '../house.ts';
import { until } from '../sync/wait.ts';
import { Person } from './person.ts';

let house: House;
beforeAll(async () => {
	house = new House(await freePort());
	await house.start();
}, 60_000);
afterAll(() => house.stop(), 30_000);

const names = ['Griet', 'Layla', 'Samira', 'Karel', 'Tom'];
const all = 'Ik ga naar de woensdaggroep.';
const [e5, e6] = ['Zondagstil samen zonder telefoon.', 'Ik zeg vandaagstil in plaats van niets.'];
const [sunday, twice] = ['Tweestil van de vier keer.', 'Rustigstil gelaten.'];

async function sitting(circle: WorldCircle) {
	const [griet, layla, samira, karel, tom] = circle.seats.map((seat) => new Person(seat, house.origin));
	if (!griet || !layla || !samira || !karel || !tom) throw new Error('five seats were asked for');
	const people = { griet, layla, samira, karel, tom };
	for (const one of Object.values(people)) await one.sit();
	return people;
}
type Sitting = Awaited<ReturnType<typeof sitting>>;

const sheetOf = (person: Person, audience: string) => {
	const found = person.view?.sheets.find((one) => one.open && one.audience === audience);
	if (!found) throw new Error(`no ${audience} sheet`);
	return found.id;
};

async function promise(
	who: Person,
	audience: 'core' | 'inner',
	text: string,
	asker: Person
): Promise<ItemId> {
	const writes = new Person(who.seat, house.origin);
	writes.write(audience);
	await until(() => writes.state === 'saved', 'the sheet to be there');
	const id = newId<'item'>();
	const owner = who.seat.person;
	addItem(writes.doc, { id, kind: 'engagement', owner, asker: asker.seat.person, text });
	await until(() => writes.state === 'saved', 'the promise to be kept');
	const item = readItems(writes.doc).find((one) => one.id === id);
	if (!item) throw new Error('no promise');
	const take = { item: id, digest: itemDigest(item), person: owner, witness: null } as const;
	expect(await who.move({ do: 'take', sheet: sheetOf(who, audience), ...take })).toBeNull();
	writes.leave();
	return id;
}

async function present({ griet }: Sitting): Promise<VersionId> {
	const before = griet.heard.length;
	expect(await griet.move({ do: 'present' })).toBeNull();
	const told = () => /"presented","version":"([a-z2-7]{26})"/.exec(griet.heard.slice(before))?.[1];
	await until(() => told() !== undefined, 'the version');
	return told() as VersionId;
}

async function agree({ griet, ...others }: Sitting, version: VersionId): Promise<void> {
	for (const one of [griet, ...Object.values(others)]) {
		const said = {
			do: 'answer',
			version,
			person: one.seat.person,
			answer: 'yes',
			words: '',
			until: null
		} as const;
		expect(await one.move({ ...said, how: 'spoken', witness: null })).toBeNull();
	}
	expect(await griet.move({ do: 'declare', version, reason: '' })).toBeNull();
	expect(await griet.move({ do: 'close' })).toBeNull();
	for (const one of [griet, ...Object.values(others)]) one.leave();
}

/** The kinds of messages the table told somebody since. */
const kinds = (one: Person, since: number): string[] =>
	one.frames
		.slice(since)
		.filter(
			({ way, line, kind }) => way === 'in' && line === 'table' && !['ping', 'pong', 'ack'].includes(kind)
		)
		.map(({ kind }) => kind);

async function fetched(one: Person, version: VersionId): Promise<Record<string, string>> {
	const paths = [
		'',
		'/__data.json',
		'/paper',
		'/story',
		'/versions',
		`/copy/${version}`,
		`/copy/${version}/print`
	];
	const found: Record<string, string> = {};
	for (const path of paths)
		found[path] = await fetch(one.seat.page + path, { headers: one.headers }).then((answer) => answer.text());
	const packed = found[`/copy/${version}`]?.match(/[\w-]{40,}/g) ?? [];
	return { ...found, packed: packed.map((part) => Buffer.from(part, 'base64url').toString()).join('\n') };
}

it('what stays here is looked back on beside the school, and goes along', async () => {
	const [circle] = await house.world(1, 5, true, false, 'free', true, { names });
	if (!circle) throw new Error('no circle');
	const first = await sitting(circle);
	const e1 = await promise(first.layla, 'core', all, first.griet);
	const ofSamira = await promise(first.samira, 'inner', e5, first.layla);
	const ofLayla = await promise(first.layla, 'inner', e6, first.samira);
	await agree(first, await present(first));

	const next = await house.next(circle);
	const now = await sitting(next);
	const { griet, layla, samira, tom } = now;
	const wall = new Person(griet.seat, house.origin);
	await wall.sit('wall');
	expect(tom.view?.reviewed.map(({ id }) => id)).toEqual([e1]);
	expect(samira.view?.reviewed.map(({ id }) => id).sort()).toEqual([e1, ofSamira, ofLayla].sort());

	const [inner, core] = [sheetOf(samira, 'inner'), sheetOf(samira, 'core')];
	const review = (
		by: Person,
		item: ItemId,
		part: 'owner' | 'follower' | 'table',
		result: Result,
		sheet = inner
	) => by.move({ do: 'review', sheet, item, part, result });
	// As much as this comes to them of what is theirs, and nothing at all of what is not.
	const [toTom, toWall] = [tom.frames.length, wall.frames.length];
	expect(await review(layla, ofSamira, 'follower', 'partly')).toBe('owner-first');
	expect(await review(tom, ofSamira, 'owner', 'kept')).not.toBeNull();
	expect(await review(samira, ofSamira, 'owner', 'partly')).toBeNull();
	expect(await review(layla, ofSamira, 'follower', 'partly')).toBeNull();
	expect(await review(layla, ofLayla, 'owner', 'kept')).toBeNull();
	const said = [
		[samira, ofSamira, sunday],
		[samira, ofLayla, twice]
	] as const;
	const voice = samira.view?.people.find(({ id }) => id === samira.seat.person)?.voices[0].id;
	if (!voice) throw new Error('no voice');
	const laid = said.map(
		([, about, text]) => ({ line: newId<'line'>(), voice, kind: 'review', about, text }) as const
	);
	for (const line of laid) expect(await samira.move({ do: 'lay', ...line })).toBeNull();
	expect(await review(griet, ofSamira, 'table', 'partly')).toBeNull();
	// Also when all of one's words may go to the school.
	const seen = laid.map((line) => ({ line: line.line, digest: lineDigest(line) }));
	const mark = { do: 'mark', person: samira.seat.person, choice: 'all', lines: [], seen } as const;
	expect(await samira.move(mark)).toBeNull();
	expect(await review(griet, e1, 'owner', 'kept', core)).toBeNull();
	await until(() => kinds(tom, toTom).includes('facts'), 'what is everybody’s');
	await until(() => kinds(wall, toWall).includes('facts'), 'what is everybody’s');
	expect(kinds(tom, toTom)).toEqual(['facts']);
	expect(kinds(wall, toWall)).toEqual(['facts']);

	const second = await present(now);
	for (const one of [tom, wall]) await until(() => one.heard.includes(second), 'the version');
	const hers = await fetched(samira, second);
	expect(hers['/paper']).toContain(e5);
	for (const one of [e5, e6, sunday, twice]) expect(hers['packed']).toContain(one);
	await agree(now, second);
	const copied = await fetched(tom, second);
	const his = { ...copied, sockets: tom.heard, wall: wall.heard };
	wall.leave();
	const forbidden = ['stil', ofSamira, ofLayla, inner, ...laid.map(({ line }) => line)];
	for (const [where, text] of Object.entries(his)) {
		expect(text.length, where).toBeGreaterThan(where === '/versions' ? 1 : 100);
		for (const one of forbidden) {
			const at = text.indexOf(one);
			expect(at < 0 ? '' : text.slice(Math.max(0, at - 60), at + 60), `${one} in ${where}`).toBe('');
		}
	}
	expect(copied['packed']).toContain(all);

	// They go along as they were: theirs, and not the school's.
	const third = await sitting(await house.next(next));
	const along = (one: Person) => one.view?.reviewed.map(({ id }) => id).sort();
	expect(along(third.layla)).toEqual([e1, ofSamira, ofLayla].sort());
	expect(along(third.tom)).toEqual([e1]);
	for (const one of Object.values(third)) one.leave();
}, 60_000);
