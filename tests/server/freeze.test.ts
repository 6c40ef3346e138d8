// Fast hands through everything that happens at a table: phases that change, a line that is let go, a freeze, a
// phone that was away meanwhile. What was called kept is in the version; what is not in it is in sight.

import { afterAll, beforeAll, expect, it } from 'vitest';
import type { VersionId } from '#lib/base/id.ts';
import { isNo } from '#lib/base/no.ts';
import { readDisclosure } from '#lib/seal/disclosure.ts';
import { readFile } from '#lib/seal/file.ts';
import { readPart } from '#lib/wire/part.ts';
import { freePort, House } from '../house.ts';
import { until } from '../sync/wait.ts';
import { Device, openBrowser, type Draft } from './device.ts';
import { Person } from './person.ts';

let house: House;
let lead: Person;
let devices: Device[];

beforeAll(async () => {
	house = new House(await freePort());
	await house.start();
	const [circle] = await house.world(1, 4);
	const seats = circle?.seats ?? [];
	openBrowser(house.origin, seats);
	const [first, ...others] = seats;
	if (!first) throw new Error('four seats were asked for');
	lead = new Person(first, house.origin);
	await lead.sit();
	devices = others.map((seat, at) => new Device(seat, house.origin, at));
	for (const device of devices) await device.sit();
});
afterAll(async () => {
	for (const one of [...devices, lead]) one.leave();
	await house.stop();
});

const allSaved = () => devices.every((one) => one.sheet?.state === 'saved');

it('no phase and no lost line refuses a letter', async () => {
	for (const one of devices) one.begin();
	for (const to of ['own-words', 'reading', 'together', 'gathering'] as const) {
		expect(await lead.move({ do: 'go', to })).toBeNull();
		await letters(devices, 10);
		devices[0]?.reconnect();
		expect(await lead.move({ do: 'round', round: 1 })).toBeNull();
		await letters(devices, 10);
		devices[1]?.reconnect();
		expect(await lead.move({ do: 'go', to: 'together' })).toBeNull();
	}
	const drafts = await Promise.all(devices.map((one) => one.rest()));
	await until(allSaved, 'everybody to be kept', 30_000);
	const whole = drafts.map(({ typed }) => typed);
	for (const one of devices)
		await until(
			() => drafts.every((_, at) => textsOn(one)[at] === whole[at]),
			'the same words everywhere',
			20_000
		);
	expect(devices.map((one) => [one.sheet?.ended ?? null, one.aside])).toEqual(devices.map(() => [null, []]));
});

const textsOn = (one: Device): string[] => one.sheet?.items.map((item) => item.text) ?? [];

// Each time other phones are away, or slow, when the plan is presented.
const rounds = [0, 1, 2].flatMap((gone) =>
	[(gone + 1) % 3, (gone + 2) % 3].map((slow) => [gone, slow] as const)
);
it.each(rounds)('a freeze loses no letter: phone %i is away, phone %i is slow', async (gone, slow) => {
	for (const one of devices) one.begin();
	await letters(devices, 30);
	devices[gone]?.lose();
	devices[slow]?.lag();
	await letters(devices, 8);
	const version = await present();
	// One knows nothing of it, the other only that its sheet is closed: both type on.
	await letters([devices[gone], devices[slow]], 8);
	devices[slow]?.hear();
	await devices[gone]?.find();
	const drafts = await Promise.all(devices.map((one) => one.ended()));
	const frozen = await wordsOf(version);
	for (const [at, draft] of drafts.entries()) judge(at, draft, frozen[at] ?? '', at === gone || at === slow);

	// The draft goes on from what was frozen; what stands aside stays there, and is in it nowhere.
	const aside = devices.map((one) => one.aside);
	expect(await lead.move({ do: 'withdraw', version, reason: '' })).toBeNull();
	await until(() => devices.every((one) => one.sheet !== null), 'the next draft to open', 20_000);
	for (const one of devices) expect(textsOn(one).filter((text) => text !== '')).toEqual(frozen);
	expect(devices.map((one) => one.aside)).toEqual(aside);
});

it('a letter typed on a sheet that closed a moment ago is in sight', async () => {
	const [slow] = devices;
	if (!slow) throw new Error('nobody');
	slow.begin();
	await letters([slow], 5);
	await slow.rest();
	await until(() => slow.sheet?.state === 'saved', 'all of it to be kept');
	slow.lag();
	const version = await present();
	await until(() => slow.sheet?.ended !== null, 'the sheet to close');
	// All was kept when it closed, and the page does not know yet: the field is there, and a hand in it.
	slow.begin();
	await letters([slow], 5);
	slow.hear();
	const { typed } = await slow.ended();
	const [frozen = ''] = await wordsOf(version);
	expect(typed.length).toBeGreaterThan(frozen.length);
	expect(slow.aside).toContain(typed);
});

/** So many letters more on each of these phones. */
async function letters(on: readonly (Device | undefined)[], more: number): Promise<void> {
	const before = on.map((one) => one?.letters ?? 0);
	await until(
		() => on.every((one, at) => (one?.letters ?? 0) >= (before[at] ?? 0) + more),
		'hands to type',
		30_000
	);
}

/** `frozen`: the words of this person in the version; only they write under their heading. */
function judge(at: number, { typed, kept }: Draft, frozen: string, typedOn: boolean): void {
	const device = devices[at];
	expect(typed.startsWith(frozen), `phone ${at}: nothing in the version was not typed`).toBe(true);
	expect(frozen.startsWith(kept), `phone ${at}: what was called kept is in the version`).toBe(true);
	if (typedOn) expect(frozen.length, `phone ${at} typed on`).toBeLessThan(typed.length);
	if (frozen !== typed) expect(device?.aside, `phone ${at}: the rest is in sight`).toContain(typed);
}

async function present(): Promise<VersionId> {
	const heard = lead.heard.length;
	expect(await lead.move({ do: 'present' })).toBeNull();
	const told = () => /"presented","version":"([a-z2-7]{26})"/.exec(lead.heard.slice(heard))?.[1];
	await until(() => told() !== undefined, 'the version to be told');
	return told() as VersionId;
}

/** The texts under the headings, as they stand in the copy of the one who leads. */
async function wordsOf(version: VersionId): Promise<string[]> {
	const file = await fetch(`${lead.seat.page}/copy/${version}`, { headers: lead.headers });
	const read = readFile(await file.text());
	if (isNo(read)) throw new Error(read.no);
	const parts = read.copy
		.split('~')
		.slice(1)
		.flatMap((words) => {
			const said = readDisclosure(words, 1);
			const [value] = isNo(said) ? [] : (said as readonly { readonly o: number; readonly part: unknown }[]);
			const part = value && readPart(value.part);
			return part?.part === 'together' ? [{ order: value?.o ?? 0, text: part.text }] : [];
		});
	return parts.sort((a, b) => a.order - b.order).map((part) => part.text);
}
