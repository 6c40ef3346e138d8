// kill -9 at any moment of a freeze and of an answer: it is there whole or not at all, the same move asked again ends
// in the same one, nobody answers twice, and the chain holds. KILL_ROUNDS=100 makes it a long evening.

import { asc } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { VersionId } from '#lib/base/id.ts';
import { newId } from '#lib/live/new-id.ts';
import { addItem } from '#lib/plan/sheet.ts';
import { parsePublicJwk } from '#lib/seal/key.ts';
import type { Move } from '#lib/wire/move.ts';
import { checkTraject, trajectsWithChain } from '#server/chain/check.ts';
import { lineOf } from '#server/chain/fault.ts';
import { parseConfig } from '#server/config.ts';
import { openStore } from '#server/store/open.ts';
import { answer, fact, issuerKey, version } from '#server/store/schema.ts';
import { freePort, House } from '../house.ts';
import { chance, until } from '../sync/wait.ts';
import { Person } from './person.ts';

const rounds = Number(process.env['KILL_ROUNDS'] ?? '1');

let house: House;
beforeAll(async () => {
	house = new House(await freePort());
	await house.start();
}, 120_000);
afterAll(() => house.stop(), 30_000);

/** What lies on the disk of the house, while nobody is in it. */
async function look() {
	const config = parseConfig({ DATA_DIR: house.folder, ...house.variables });
	const store = await openStore(config.database ?? { dataDir: config.dataDir });
	const found = await store.read(async (db) => {
		const keys = (await db.select().from(issuerKey)).flatMap(({ jwk }) => parsePublicJwk(jwk) ?? []);
		const faults = [];
		for (const of of await trajectsWithChain(db)) faults.push(...(await checkTraject(db, of, keys)));
		const versions = await db.select().from(version).orderBy(asc(version.no));
		const presented = (await db.select().from(fact)).flatMap(({ body }) => {
			const one = body as { is: string; version?: string };
			return one.is === 'presented' ? [one.version ?? ''] : [];
		});
		const answers = await db.select({ version: answer.version, person: answer.person }).from(answer);
		return { faults: faults.map(lineOf), versions, presented, answers };
	});
	await store.close();
	return found;
}

it(
	`is whole or not there after ${rounds} kills in a freeze and ${rounds} in an answer`,
	async () => {
		const [table] = await house.world(1, 3);
		const [lead, pupil] = (table?.seats ?? []).map((seat) => new Person(seat, house.origin));
		if (!lead || !pupil) throw new Error('three seats were asked for');
		const seed = Math.floor(Math.random() * 2 ** 31);
		const next = chance(seed);
		const inTime = (most: number) => new Promise((resolve) => setTimeout(resolve, next() * most));
		lead.write('core');
		await until(() => lead.state === 'saved', 'the sheet');
		addItem(lead.doc, { id: newId<'item'>(), kind: 'agreement', text: 'Wij bellen elke vrijdag.' });
		await until(() => lead.state === 'saved', 'the sentence to be kept');
		for (const one of [lead, pupil]) await one.sit();

		/** Asks until it is answered, with the same id: as a page does. */
		async function insist(
			who: Person,
			id: ReturnType<typeof newId<'move'>>,
			move: Move
		): Promise<string | null> {
			for (;;) {
				const { no } = await who.ask(id, move);
				if (no !== 'no-answer') return no;
				await new Promise((resolve) => setTimeout(resolve, 20));
			}
		}
		/** Asks, and kills the house on the way; whether it was acknowledged before. */
		async function killedIn(who: Person, move: Move, most: number) {
			const id = newId<'move'>();
			const asked = who.ask(id, move);
			const acked = asked.then(({ no }) => no === null);
			await inTime(most);
			await house.kill();
			const found = await look();
			expect(found.faults, `seed ${seed}`).toEqual([]);
			await house.start();
			lead?.again();
			pupil?.again();
			expect(await insist(who, id, move), `seed ${seed}`).toBeNull();
			return { found, acked: await acked };
		}
		const lastOf = ({ heard }: Person) =>
			[...heard.matchAll(/"presented","version":"([a-z2-7]{26})"/g)].at(-1)?.[1] as VersionId | undefined;

		let last: VersionId | undefined;
		let [whole, none] = [0, 0];
		/** The latest moment of a kill, in milliseconds. It follows what was found, so that about half come after the commit. */
		let [freezes, answers] = [120, 90];
		const counted = (most: number, there: number): number => {
			if (there === 1) whole++;
			else none++;
			return there === 1 ? most * 0.7 : most * 1.4;
		};
		for (let round = 0; round <= rounds; round++) {
			const before = performance.now();
			if (round === 0) expect(await insist(lead, newId<'move'>(), { do: 'present' })).toBeNull();
			else {
				const { found, acked } = await killedIn(lead, { do: 'present' }, freezes);
				const there = found.versions.length - round;
				expect([0, 1], `seed ${seed}`).toContain(there);
				expect(found.presented.length, `seed ${seed}`).toBe(found.versions.length);
				if (acked) expect(there, `seed ${seed}`).toBe(1);
				freezes = counted(freezes, there);
			}
			if (round === 0) freezes = (performance.now() - before) * 2;
			// The one before is withdrawn: after a kill the page may have heard of no other yet.
			await until(() => lastOf(lead) !== last, 'the version to be told');
			last = lastOf(lead);
			const about = { version: last as VersionId, person: pupil.seat.person };
			const yes = {
				do: 'answer',
				...about,
				answer: 'yes',
				words: '',
				until: null,
				how: 'spoken',
				witness: null
			} as const;
			const from = performance.now();
			if (round === 0) expect(await insist(pupil, newId<'move'>(), yes)).toBeNull();
			else {
				const { found, acked } = await killedIn(pupil, yes, answers);
				const mine = found.answers.filter((one) => one.version === about.version);
				expect([0, 1], `seed ${seed}`).toContain(mine.length);
				if (acked) expect(mine.length, `seed ${seed}`).toBe(1);
				answers = counted(answers, mine.length);
			}
			if (round === 0) answers = (performance.now() - from) * 3;
			const withdraw = { do: 'withdraw', version: about.version, reason: '' } as const;
			expect(await insist(lead, newId<'move'>(), withdraw), `seed ${seed}`).toBeNull();
		}
		await house.kill('SIGTERM');
		const { faults, versions, answers: given } = await look();
		expect(faults).toEqual([]);
		expect(versions.map(({ no }) => no)).toEqual(versions.map((_, i) => i + 1));
		expect(versions).toHaveLength(rounds + 1);
		expect(new Set(given.map((one) => one.version)).size).toBe(given.length);
		expect(given).toHaveLength(rounds + 1);
		console.log(
			`agreed, seed ${seed}: ${rounds} kills in a freeze, ${rounds} in an answer; ${whole} were there whole, ${none} not at all`
		);
		for (const one of [lead, pupil]) one.leave();
	},
	120_000 + rounds * 30_000
);
