// S2, Michael over three versions: what the school did not keep looks like what he did not; a promise is suspended and only
// those Dirk points out read why; who comes at the third version has nothing of the first two.

import type { MyVersion } from '#lib/wire/mine.ts';
import { copy, savedCopy } from './copies.ts';
import { look } from './hands.ts';
import { Ears, expect, laptop, phone, sitDown, test } from './house.ts';
import { Prepared } from './prepared.ts';
import { promise, tab } from './s1-agree.ts';

const names = ['Joke', 'Michael', 'Sofie', 'Karel', 'Hanne', 'Dirk', 'Aerts'] as const;
const dogs = 'Ik ga naar de hondenworkshop.';
const twice = 'Ik probeer de sessie op donderdag twee keer, dan beslis ik.';
const fetches = 'Ik haal hem de eerste keer op.';
const asks = 'Ik vraag één week lang niet naar school.';
const rides = 'Zaterdag fiets ik een uur met hem, zonder telefoon.';
const bundles = 'Ik verzamel bundels per vak en geef ze elke vrijdag aan Hanne.';
const digital = 'Elke vrijdag een PAV-bundel, digitaal.';
const climbs = 'Ik ga mee klimmen.';
const health = 'geopereerd aan mijn knie';

test('S2: three versions, a reason for three people, and somebody new', async ({ browser, house }) => {
	const [first] = await house.world(1, 7, true, false, 'free', true, { names });
	if (!first) throw new Error('seven seats were asked for');
	const seats = Object.fromEntries(first.seats.map((seat, i) => [names[i] ?? '', seat]));
	const of = (name: (typeof names)[number]) => {
		const seat = seats[name];
		if (!seat) throw new Error(`no ${name}`);
		return seat;
	};
	const by = (name: (typeof names)[number], what: string) => ({ who: of(name).person, what });

	const versions = await test.step('29 April and 10 June, by the house’s own moves', async () => {
		let table = await Prepared.at(house, first);
		const e1 = await table.promise(by('Michael', dogs));
		const e2 = await table.promise(by('Michael', twice));
		const e3 = await table.promise(by('Hanne', fetches));
		const e4 = await table.promise(by('Sofie', asks));
		const e5 = await table.promise(by('Dirk', rides));
		const e6 = await table.promise(by('Aerts', bundles));
		const one = await table.present();
		await table.agree(one);
		table.leave();
		const second = await house.next(first);
		table = await Prepared.at(house, second);
		for (const [id, result] of [
			[e1, 'kept'],
			[e2, 'partly'],
			[e3, 'kept'],
			[e4, 'partly'],
			[e5, 'partly'],
			[e6, 'not']
		] as const)
			await table.went(id, result);
		for (const id of [e1, e3, e4, e6]) await table.drop(id);
		const e7 = await table.promise(by('Aerts', digital));
		const e10 = await table.promise(by('Dirk', climbs));
		const two = await table.present();
		await table.agree(two);
		table.leave();
		return { one, two, second, e7, e10 };
	});

	const third = await house.next(versions.second, ['mevr. Dhondt']);
	const newcomer = third.seats.at(-1);
	if (!newcomer) throw new Error('nobody new');
	const table = await Prepared.at(house, third);
	const ears = new Ears();
	const [dirk, sofie, aerts, dhondt] = await Promise.all([
		sitDown(browser, house, of('Dirk'), phone, ears.listen),
		sitDown(browser, house, of('Sofie'), phone, ears.listen),
		sitDown(browser, house, of('Aerts'), laptop, ears.listen),
		sitDown(browser, house, newcomer, laptop, ears.listen)
	]);

	await test.step('S2-03: a promise of the school that was not kept has the form, size and colour of his', async () => {
		const print = await sofie.context().newPage();
		await print.goto(`${of('Sofie').page}/copy/${versions.two}/print`);
		const looks = await Promise.all(
			(['not', 'partly'] as const).map((result) =>
				print
					.locator(`[data-outcome="${result}"] .said`)
					.first()
					.evaluate((one) => [getComputedStyle(one).font, getComputedStyle(one).color])
			)
		);
		expect(looks[0]).toEqual(looks[1]);
		await expect(print.locator('[data-outcome="not"]')).toContainText(bundles);
		await print.close();
	});

	await test.step('S2-07: Dirk’s promise is suspended; he tells Sofie and Hanne why, and nobody else', async () => {
		await tab(dirk, 'Plan');
		const his = await promise(dirk, climbs);
		await his
			.getByRole('group', { name: 'Dirk zegt' })
			.getByRole('button', { name: 'opgeschort', exact: true })
			.click();
		await his.getByRole('button', { name: 'Waarom is het opgeschort?' }).click();
		await his.getByLabel('Waarom, in je eigen woorden').fill(`Ik word ${health}.`);
		for (const name of ['Sofie', 'Hanne']) await his.locator(`[data-reader="${name}"]`).click();
		await look(dirk, 's2-shield');
		await his.getByRole('button', { name: 'Bewaar het voor wie ik aanduidde' }).click();
		await expect(his.locator('[data-why]')).toContainText('Dit lezen: Dirk, Sofie, Hanne. Niemand anders.');
		await tab(sofie, 'Plan');
		await expect((await promise(sofie, climbs)).locator('[data-why]')).toContainText(health);
		for (const page of [aerts, dhondt])
			await expect((await promise(page, climbs)).locator('[data-shield="true"]')).toHaveText(
				'opgeschort, niet door eigen keuze'
			);
	});

	await test.step('S2-07: no copy of it holds the reason, and those who may read it have it beside theirs', async () => {
		await table.went(versions.e10, 'suspended');
		await table.went(versions.e7, 'kept');
		const three = await table.present();
		for (const page of [aerts, dhondt]) {
			await expect(copy(page).locator('[data-outcome="suspended"]')).toContainText(
				'opgeschort, niet door eigen keuze'
			);
			expect(await savedCopy(page)).not.toContain(health);
			expect(ears.of(page)).not.toContain(health);
		}
		expect(table.lead.heard).not.toContain(health);
		await expect(sofie.locator('[data-why]')).toContainText(health);
		expect(await savedCopy(sofie)).not.toContain(health);
		await look(sofie, 's2-why-beside-copy');
		await table.agree(three);
	});

	await test.step('S2-05: who comes at the third version has that one, and nothing of before', async () => {
		const mine = await dhondt.request.get(`${newcomer.page}/versions`);
		expect(((await mine.json()) as MyVersion[]).map(({ no }) => no)).toEqual([3]);
		for (const version of [versions.one, versions.two])
			expect((await dhondt.request.get(`${newcomer.page}/copy/${version}`)).status()).toBe(404);
		await expect(dhondt.locator('[data-since-version]')).toHaveCount(0);
		await expect(copy(dhondt)).not.toContainText(dogs);
	});

	await test.step('what changed, from any version to any other', async () => {
		const since = sofie.locator('[data-since]').first();
		await expect(since).toContainText('1 gelukt, 1 opgeschort');
		await expect(since).toContainText('mevr. Dhondt doet nu mee.');
		await sofie.goto(`${of('Sofie').page}/story`);
		await sofie.getByLabel('Van').selectOption({ index: 0 });
		await expect(since).toContainText('3 gelukt, 3 deels gelukt, 1 opgeschort, 1 niet gelukt, 2 nieuw');
		await expect(sofie.locator('[data-went="suspended"]')).toContainText('niet door eigen keuze');
		await look(sofie, 's2-story');
	});
	table.leave();
});
