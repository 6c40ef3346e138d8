// S2, the start: who wants to say nothing is not missing, and what is told to one person is on no other screen, copy or
// print. Joke leads (P0); Michael (P1), Sofie, his mother (P2), Karel of the CLB (P3), Hanne, his coach (P4), Aerts of the
// school (P5).

import type { Page } from '@playwright/test';
import { copy, holds, listen, present, printed, round, savedCopy, under, wallOf } from './copies.ts';
import { look } from './hands.ts';
import { expect, kept, laptop, phone, sitDown, test } from './house.ts';
import { plan, tab } from './s1-agree.ts';

const grief = 'Ik mis opa elke dag.';

test('S2 start: a silent minute, grief for one person, and "wil nu niets zeggen" in every copy but the school’s', async ({
	browser,
	house
}) => {
	const [circle] = await house.world(1, 6, true);
	const [leads, pupil, parent, , coach, school] = circle?.seats ?? [];
	if (!leads || !pupil || !parent || !coach || !school) throw new Error('six seats were asked for');
	const heard: (() => string)[] = [];
	const hear = (page: Page) => void heard.push(listen(page));
	const joke = await sitDown(browser, house, leads, laptop, hear);
	const michael = await sitDown(browser, house, pupil, phone);
	const hanne = await sitDown(browser, house, coach, phone);
	const sofie = await sitDown(browser, house, parent, laptop, hear);
	const aerts = await sitDown(browser, house, school, laptop, hear);
	const wall = await wallOf(joke);

	await test.step('a silent minute: each on their own sheet, and nothing is laid while it is quiet', async () => {
		await round(joke, 'worry');
		await holds(wall, 'P1');
		await joke.getByRole('button', { name: 'Anders', exact: true }).click();
		await joke.getByRole('button', { name: 'Stille minuut' }).click();
		await michael.locator('section.own textarea').fill(grief);
		await kept(michael);
		await michael.getByRole('button', { name: 'Leg op tafel', exact: true }).click();
		await expect(michael.getByRole('alert')).toContainText('Nu schrijft ieder even voor zich.');
		await holds(wall, 'P1');
		await look(michael, 's2-minute-refused');
		await joke.getByRole('button', { name: /^Minuut voorbij/ }).click();
		await expect(wall.getByText('Stille minuut.')).toHaveCount(0);
	});

	await test.step('S2-02: he tells it to Hanne, and to nobody else', async () => {
		await tab(michael, 'Mijn blad');
		await michael.getByRole('button', { name: 'Toon aan …' }).click();
		await michael.getByRole('checkbox', { name: 'P4' }).check();
		await michael.locator('[data-show="now"]').click();
		await tab(hanne, 'Mijn blad');
		await expect(hanne.locator('[data-shown="me"]')).toContainText(grief);
		await expect(michael.locator('[data-shown="mine"]')).toContainText('Leest dit: P4. Niemand anders.');
		await hanne.locator('[data-shown="me"]').scrollIntoViewIfNeeded();
		await look(hanne, 's2-told-hanne');
	});

	await test.step('S2-01: he leaves his worry at "wil nu niets zeggen"; the others say theirs', async () => {
		await tab(michael, 'Tafel');
		await michael.getByRole('button', { name: 'Ik wil nu niets zeggen' }).click();
		for (const [name, said] of [
			['P2', 'Hij praat niet meer.'],
			['P3', ''],
			['P4', ''],
			['P5', 'Veel B-codes, en wij weten de reden niet.']
		] as const) {
			await holds(wall, name);
			if (said !== '') {
				await joke.locator('#lead-line').fill(said);
				await joke.keyboard.press('Enter');
				await expect(plan(joke).getByText(said)).toBeVisible();
			}
			await joke.keyboard.press('PageDown');
		}
		await round(joke, 'wish');
		await holds(wall, 'P1');
		await tab(michael, 'Mijn blad');
		await michael.locator('section.own textarea').fill('Dat ze stoppen met vragen waarom.');
		await michael.getByRole('button', { name: 'Leg op tafel', exact: true }).click();
		await expect(plan(joke).getByText('Dat ze stoppen met vragen waarom.')).toBeVisible();
	});

	await test.step('S2-01: freezing is possible, and the copies print exactly that', async () => {
		await joke.getByRole('button', { name: 'voorlezen', exact: true }).click();
		await present(joke);
		await tab(michael, 'Plan');
		for (const page of [joke, sofie, michael]) {
			await expect(under(copy(page), 'Zorgen').locator('p', { hasText: 'P1' })).toHaveText(
				'P1 wil nu niets zeggen'
			);
			await expect(copy(page)).not.toContainText('ontbreekt');
		}
		await expect(under(copy(aerts), 'Zorgen')).toContainText('Veel B-codes');
		await look(sofie, 's2-copy-sofie');
	});

	await test.step('the school’s copy prints no passes, and nobody’s but theirs tells of his grief', async () => {
		for (const page of [aerts, sofie, joke, michael]) {
			const print = await printed(page);
			const read = [await page.locator('body').innerText(), await print.locator('body').innerText()];
			const all = [await savedCopy(page), read[1] ?? ''].join('\n');
			if (page !== michael) expect(read.join('\n')).not.toContain(grief);
			expect(all).not.toContain(grief);
			expect(all).not.toContain('ontbreekt');
			expect(read[1]?.includes('P1 wil nu niets zeggen')).toBe(page !== aerts);
			if (page === aerts) expect(all).not.toMatch(/niets zeggen|zei niets|"silence"/);
			await print.close();
		}
		for (const all of heard) expect(all()).not.toContain(grief);
		await expect(hanne.locator('[data-shown="me"]')).toContainText(grief);
	});
});
