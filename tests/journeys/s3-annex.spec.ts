// S3, Layla: what she and her mother agreed among themselves stands beside the plan, for those named alone; she tells her own
// version to whom she chooses. The school and the big screen get no byte of any of it, in the follow-up circle either.

import type { Page } from '@playwright/test';
import type { WorldSeat } from '#server/world/world.ts';
import { copy, printed, savedCopy, wallOf } from './copies.ts';
import { look } from './hands.ts';
import { atTable, Ears, expect, laptop, phone, sitDown, test } from './house.ts';
import { Prepared } from './prepared.ts';
import { plan, promise, tab } from './s1-agree.ts';

const names = ['Griet', 'Layla', 'Samira', 'Karel', 'Tom'];
const group = 'Ik ga naar de woensdaggroep.';
const e5 = 'Op zondag een halfuur samen, telefoon weg.';
const e6 = 'Ik zeg vandaag niet in plaats van niets.';
const own = 'Voor mij begon het al in de lagere school.';
const tuesday = 'Twee zondagen van de vier.';
const e7 = 'Wij lezen samen voor het slapen.';
const reading = 'Bijna elke avond.';
const secret =
	/voor het slapen|Bijna elke|telefoon weg|vandaag niet|lagere school|Twee zondagen|rondetafel-annex/;

/** All that came to a page, and every packed piece of it opened. */
function heardBy(page: Page, ears: Ears): string {
	const text = ears.of(page);
	const packed = text.match(/[\w-]{40,}/g) ?? [];
	return [text, ...packed.map((one) => Buffer.from(one, 'base64url').toString())].join('\n');
}

test('S3-08, S3-09: beside the plan, for those named, and on their own screens', async ({
	browser,
	house
}) => {
	const [first] = await house.world(1, 5, true, false, 'free', true, { names });
	const [leads, pupil, parent, , school] = first?.seats ?? [];
	if (!first || !leads || !pupil || !parent || !school) throw new Error('five seats were asked for');
	const ears = new Ears();
	const [griet, layla, samira, tom] = await Promise.all([
		sitDown(browser, house, leads, laptop),
		sitDown(browser, house, pupil, phone),
		sitDown(browser, house, parent, phone),
		sitDown(browser, house, school, phone, ears.listen)
	]);
	const table = await Prepared.at(house, first);
	await table.promise({ who: pupil.person, what: group });
	await tab(samira, 'Plan');
	await plan(samira).getByLabel('Wat ik nu toevoeg, blijft hier', { exact: false }).check();
	await plan(samira).getByRole('button', { name: 'Engagement erbij' }).click();
	await samira.keyboard.insertText(e7);
	await (await promise(samira, e7)).getByRole('button', { name: 'Dit neem ik op mij' }).click();
	await expect(await promise(samira, e7)).toHaveAttribute('data-state', 'taken');
	const version = await table.present();
	const beside = (seat: WorldSeat, more = '') => `${seat.page}/beside/${version}${more}`;
	await expect(copy(tom)).toContainText(group);
	const his = await savedCopy(tom);

	await test.step('S3-08: Griet writes it down after the freeze; only its owners take it', async () => {
		await copy(griet).getByRole('link', { name: 'Naast dit plan' }).click();
		await griet.getByText('Een afspraak voor enkelen erbij').click();
		await griet.getByRole('button', { name: 'Nog een afspraak' }).click();
		for (const [i, owner, text, asker] of [
			[0, 'Samira, parent', e5, 'Layla, pupil'],
			[1, 'Layla, pupil', e6, 'Samira, parent']
		] as const) {
			const row = griet.locator('[data-row]').nth(i);
			await row.locator('[name="owner"]').selectOption({ label: owner });
			await row.locator('[name="text"]').fill(text);
			await row.locator('[name="when"]').fill('wekelijks');
			await row.locator('[name="asker"]').selectOption({ label: asker });
		}
		await look(griet, 's3-annex-new');
		await griet.getByRole('button', { name: 'Leg het hun voor' }).click();
		await expect(griet.locator('[data-annex="draft"]')).toContainText('Wacht op het ja van Samira.');
		await samira.evaluate(() => window.dispatchEvent(new Event('focus')));
		await samira.locator('[data-waits] a').click();
		await look(samira, 's3-annex-asked');
		await samira.getByRole('button', { name: 'Dit neem ik op mij' }).click();
		await expect(samira.locator('[data-promise="taken"]')).toContainText(e5);
		await layla.goto(beside(pupil));
		await layla.getByRole('button', { name: 'Dit neem ik op mij' }).click();
		await expect(layla.locator('[data-annex="asked"]')).toContainText(e5);
	});

	await test.step('they alone sign it, on their own phones, and have it in every form of their copy', async () => {
		for (const [page, seat] of [
			[layla, pupil],
			[samira, parent]
		] as const) {
			await page.goto(beside(seat));
			await page.getByLabel('Ik sta hier achter', { exact: true }).check();
			await page.getByRole('button', { name: 'Geef mijn antwoord' }).click();
			await expect(page.locator('[data-annex="answered"]')).toBeVisible();
		}
		await look(samira, 's3-annex-signed');
		await samira.goto(parent.page);
		await expect(copy(samira).locator('[data-beside-annex]')).toContainText(e6);
		await expect(copy(samira).locator('[data-annex-answer="yes"]')).toHaveCount(2);
		const print = await printed(samira);
		await expect(print.locator('[data-beside-annex]')).toContainText(e5);
		await print.goto(`${house.origin}/verify`);
		const [file] = await Promise.all([
			samira.waitForEvent('download'),
			copy(samira).getByRole('button', { name: 'Bewaar als bestand' }).click()
		]);
		await print.getByLabel('Planbestand of PDF').setInputFiles(await file.path());
		await expect(print.locator('[data-verified="house"]')).toContainText(e5);
		await look(print, 's3-annex-verified');
		await print.close();
	});

	await test.step('Layla tells her own version, to her mother alone', async () => {
		await layla.goto(beside(pupil));
		const form = layla.locator('[data-new-account]');
		await form.getByLabel('Mijn versie').fill(own);
		await form.getByLabel('Alleen wie ik kies').check();
		await form.getByLabel('Samira').check();
		await look(layla, 's3-my-version');
		await form.getByRole('button', { name: 'Zet het ernaast' }).click();
		await expect(layla.locator('[data-account="mine"]')).toContainText(own);
		await expect(layla.locator('[data-account="mine"]')).toContainText('Voor Samira.');
		await samira.reload();
		await expect(copy(samira).locator('[data-beside-accounts]')).toContainText(own);
		await look(samira, 's3-beside-copy');
	});

	await test.step('Tom’s copy, page and all that came to him are as they were', async () => {
		await tom.reload();
		await expect(copy(tom)).toContainText(group);
		// The file itself, and in it all but what the house says anew each time: when, and how it stands.
		const file = (text: string) => text.split('\n')[0] ?? '';
		const lasting = (text: string) => file(text).replace(/"saved":\d+|"state":"[^"]+"/g, '');
		const now = await savedCopy(tom);
		expect(lasting(now)).toBe(lasting(his));
		expect(file(now).length).toBe(file(his).length);
		expect(now).not.toMatch(secret);
		await tom.goto(beside(school));
		await expect(tom.locator('[data-beside]')).toBeVisible();
		await expect(tom.locator('[data-few]')).toHaveCount(0);
		expect((await tom.request.get(beside(school, '/sheet'))).status()).toBe(404);
		await tom.goto(school.page);
		await atTable(tom);
	});

	await test.step('S3-09: with the school in the room they look back on it on their own screens', async () => {
		await table.agree(version);
		table.leave();
		await house.next(first);
		for (const [page, seat] of [
			[griet, leads],
			[tom, school]
		] as const) {
			await page.goto(seat.page);
			await atTable(page);
		}
		const wall = await wallOf(griet);
		ears.listen(wall);
		await wall.reload();
		await expect(wall.locator('main.wall')).toBeVisible();
		await samira.goto(parent.page);
		await atTable(samira);
		await tab(samira, 'Plan');
		const inner = await promise(samira, e7);
		await inner.getByRole('button', { name: 'deels gelukt' }).click();
		await inner.getByLabel('Vertel in je eigen woorden hoe het ging').fill(reading);
		await inner.getByRole('button', { name: 'Leg op tafel' }).click();
		await expect(plan(samira).getByText(reading)).toBeVisible();
		await look(samira, 's3-inner-review');
		await samira.goto(beside(parent));
		await samira.getByText('Zeg hoe het ging').first().click();
		const review = samira.locator('[data-review]').filter({ hasText: e5 });
		await review.getByLabel('deels gelukt').check();
		await review.getByLabel('In je eigen woorden').fill(tuesday);
		await review.getByRole('button', { name: 'Bewaar dit' }).click();
		await expect(review.locator('[data-said]')).toContainText(tuesday);
		await look(samira, 's3-annex-review');
		await samira.getByRole('link', { name: 'Deze afspraken op papier' }).click();
		await expect(samira.locator('[data-sheet]')).toContainText(e6);
		await expect(samira.locator('[data-sheet]')).not.toContainText(group);
		await look(samira, 's3-annex-sheet');
		await layla.goto(beside(pupil));
		await expect(layla.locator('[data-said]')).toContainText(tuesday);
		for (const page of [tom, wall]) {
			expect(heardBy(page, ears)).not.toMatch(secret);
			expect(await page.content()).not.toMatch(secret);
		}
		expect(heardBy(tom, ears)).toContain(group);
	});
});
