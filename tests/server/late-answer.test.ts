// An answer that was signed while a phone had no network, and came when its version was withdrawn or replaced: kept
// once, on those words alone; the house gives its own signature to no other words than were seen.

import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Digest } from '#lib/base/digest.ts';
import type { VersionId } from '#lib/base/id.ts';
import { isNo } from '#lib/base/no.ts';
import { newId } from '#lib/live/new-id.ts';
import { signAnswer } from '#lib/seal/answer.ts';
import { readFile } from '#lib/seal/file.ts';
import type { Signer } from '#lib/seal/key.ts';
import type { MyVersion } from '#lib/wire/mine.ts';
import type { Move } from '#lib/wire/move.ts';
import { foldView } from '#lib/wire/fold.ts';
import { newKey, signerFrom } from '#server/key.ts';
import { freePort, House } from '../house.ts';
import { until } from '../sync/wait.ts';
import { Person } from './person.ts';

let house: House;
let joke: Person, omid: Person, zohra: Person;
const phone = signerFrom(newKey());
type Presented = { readonly id: VersionId; readonly digest: Digest };
let first: Presented, second: Presented;
/** What is known of before. */
let known: Partial<Presented> = {};
let given: Move;

beforeAll(async () => {
	house = new House(await freePort());
	await house.start();
	const [circle] = await house.world(1, 4, true);
	const [one, two, three] = (circle?.seats ?? []).map((seat) => new Person(seat, house.origin));
	if (!one || !two || !three) throw new Error('four seats were asked for');
	[joke, omid, zohra] = [one, two, three];
	for (const person of [joke, omid, zohra]) await person.sit();
	await zohra.move({ do: 'key', key: phone.key });
	const voice = zohra.view?.people.find(({ id }) => id === zohra.seat.person)?.voices[0].id;
	if (!voice) throw new Error('no voice');
	const text = 'Dat ik de brieven niet begrijp.';
	await zohra.move({ do: 'lay', line: newId<'line'>(), voice, kind: 'worry', about: null, text });
	first = await present();
	known = first;
	given = await signed(zohra, first, phone);
}, 120_000);
afterAll(async () => {
	for (const person of [joke, omid, zohra]) person.leave();
	await house.stop();
}, 30_000);

/** The version that was not there before: the whole table may be told anew meanwhile. */
async function present(): Promise<Presented> {
	expect(await joke.move({ do: 'present' })).toBeNull();
	const ids = () => found(/"presented","version":"([a-z2-7]{26})"/g, known.id);
	const digests = () => found(/"is":"issued","digest":"([^"]+)"/g, known.digest);
	await until(() => ids().length > 0 && digests().length > 0, 'the version');
	return { id: ids()[0] as VersionId, digest: digests()[0] as Digest };
}

const found = (pattern: RegExp, but: string | undefined): string[] =>
	[...joke.heard.matchAll(pattern)].flatMap(([, one]) => (one && one !== but ? [one] : []));

async function signed(who: Person, version: Presented, signer: Signer): Promise<Move> {
	const traject = who.view?.circle.traject;
	if (!traject) throw new Error('no view');
	const hand = { at: 1_760_000_000, until: null, how: 'device', witness: null } as const;
	const said = { version: version.digest, traject, person: who.seat.person, answer: 'yes' as const };
	const { token, disclosures } = await signAnswer(
		{ ...said, ...hand, words: '', target: null },
		(count) => new Uint8Array(randomBytes(count)),
		signer
	);
	return { do: 'answer-signed', version: version.id, token, disclosures: [...disclosures] };
}

const byHouse = (version: Presented, seen: Digest): Move => ({
	do: 'answer',
	version: version.id,
	person: omid.seat.person,
	answer: 'yes',
	words: '',
	until: null,
	how: 'spoken',
	witness: null,
	seen
});

/** The table as somebody has it who comes in anew. */
async function table() {
	const again = new Person(joke.seat, house.origin);
	const view = await again.sit();
	again.leave();
	return { view, folded: foldView(view) };
}

async function answersIn(version: Presented): Promise<number> {
	const file = await fetch(`${zohra.seat.page}/copy/${version.id}`, { headers: zohra.headers });
	const read = readFile(await file.text());
	if (isNo(read)) throw new Error(read.no);
	return read.answers.length;
}

it('S5-10: lands on the version it names, once, however often it is sent, and counts on none', async () => {
	expect(
		await joke.move({
			do: 'withdraw',
			version: first.id,
			reason: 'Tweede week moet tweede dag zijn.',
			because: 'mistake'
		})
	).toBeNull();
	second = await present();
	const id = newId<'move'>();
	// The reply is lost; another tab has it too.
	for (const one of [id, id, newId<'move'>()])
		expect(await zohra.ask(one, given)).toEqual({ id: one, no: null });
	const { view, folded } = await table();
	expect([...(folded.versions.get(first.id)?.late.values() ?? [])]).toEqual([zohra.seat.person]);
	expect([...(folded.versions.get(second.id)?.answered ?? [])]).toEqual([]);
	expect(view.versions.map(({ answers }) => answers)).toEqual([[], []]);
	expect([await answersIn(first), await answersIn(second)]).toEqual([1, 0]);
	const print = await fetch(`${zohra.seat.page}/copy/${first.id}/print`, { headers: zohra.headers });
	expect(print.status).toBe(200);
	const mine = await fetch(`${zohra.seat.page}/versions`, { headers: zohra.headers });
	expect(
		((await mine.json()) as MyVersion[]).map(({ no, state, answered }) => [no, state, answered])
	).toEqual([
		[1, 'withdrawn', true],
		[2, 'presented', false]
	]);
});

it('its signature is for those words: under another version it is refused', async () => {
	expect(await zohra.move({ ...given, version: second.id } as Move)).toBe('not-signed-well');
});

it('what the house would sign is given to the words that were seen, or to none', async () => {
	expect(await omid.move(byHouse(first, first.digest))).toBe('version-withdrawn');
	expect(await omid.move(byHouse(second, first.digest))).toBe('other-words');
	expect(await omid.move(byHouse(second, second.digest))).toBeNull();
});

it('why it was withdrawn is read by whom the one who leads let read it', async () => {
	expect((await table()).view.versions[0]?.why).toBe('Tweede week moet tweede dag zijn.');
	const reason = 'Er stond een naam in.';
	const withdraw = {
		do: 'withdraw',
		version: second.id,
		reason,
		because: 'content',
		readers: 'leader'
	} as const;
	expect(await joke.move(withdraw)).toBeNull();
	const whys = await Promise.all(
		[joke, omid, zohra].map(async ({ seat }) => {
			const again = new Person(seat, house.origin);
			const { versions } = await again.sit();
			again.leave();
			return versions.find(({ id }) => id === second.id)?.why;
		})
	);
	expect(whys).toEqual([reason, null, null]);
	expect(zohra.heard).not.toContain(reason);
	expect((await table()).folded.versions.get(second.id)?.state).toEqual({
		is: 'withdrawn',
		because: 'content'
	});
});
