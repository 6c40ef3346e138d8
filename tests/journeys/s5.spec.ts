// S5, Zohra at the table on a cheap phone with a bad connection: whatever is lost on the way, and however often her phone
// starts again, nothing she wrote or tapped is lost or doubled, what her phone says of it is true, and her turn stays open.

import type { Page } from '@playwright/test';
import { readDrafts } from '#lib/plan/draft.ts';
import type { WorldSeat } from '#server/world/world.ts';
import { Person } from '../server/person.ts';
import { FlakyLine } from './flaky-line.ts';
import { look } from './hands.ts';
import { atTable, expect, giveCookie, kept, laptop, phone, sitDown, test, type House } from './house.ts';
import { plan, tab } from './s1-agree.ts';
import { told, turnsIn, waitsIn } from './told.ts';

const own = (page: Page) => page.locator('section.own textarea').first();
const state = (page: Page, is: 'saved' | 'sent' | 'local') =>
	expect(page.locator(`[data-save-state="${is}"]`)).toBeVisible();
const holds = (page: Page, name: string) =>
	expect(page.locator(`[data-name="${name}"] .holds`).first()).toBeAttached();
const lines = (page: Page) => plan(page).locator('[data-line]');

/** What the table keeps of somebody's own sheet: asked by a device that holds nothing itself. */
async function draftsAtTable(house: House, seat: WorldSeat): Promise<string[]> {
	const device = new Person(seat, house.origin);
	device.write('own');
	await expect.poll(() => device.state).toBe('saved');
	device.leave();
	return readDrafts(device.doc).map(({ text }) => text);
}

/** Notes every state that this page shows from now on. */
async function watch(page: Page): Promise<() => Promise<string[]>> {
	const shown = await page.evaluateHandle(() => {
		const shown: string[] = [];
		const at = document.querySelector<HTMLElement>('[data-save-state]');
		if (!at) throw new Error('no state is shown');
		new MutationObserver(() => void shown.push(at.dataset['saveState'] ?? '')).observe(at, {
			attributes: true
		});
		return shown;
	});
	return () => shown.jsonValue();
}

test('a phone that falls away again and again', async ({ browser, house }) => {
	const [circle] = await house.world(1, 5, true);
	const [leads, , parent, clb, school] = circle?.seats ?? [];
	if (!leads || !parent || !clb || !school) throw new Error('five seats were asked for');
	const joke = await sitDown(browser, house, leads, laptop);
	const context = await browser.newContext(phone);
	await giveCookie(context, house, parent);
	const zohra = await context.newPage();
	const line = await FlakyLine.under(zohra);
	await zohra.goto(parent.page);
	await atTable(zohra);
	let words = 'Elke ochtend haalt hij brood. ';

	await test.step('S5-08: cut off in the middle of a word, three times: the phone says so, and the table has it once', async () => {
		await tab(zohra, 'Mijn blad');
		await own(zohra).pressSequentially(words);
		await state(zohra, 'saved');
		for (const [half, rest] of [
			['Ook op zon', 'dag. '],
			['Voor zijn klei', 'ne broer. '],
			['Niemand vraagt he', 'm dat. ']
		] as const) {
			await own(zohra).pressSequentially(half);
			await line.gone();
			await own(zohra).pressSequentially(rest);
			words += half + rest;
			await state(zohra, 'local');
			await expect(zohra.getByText('Op dit toestel, nog niet verstuurd')).toBeVisible();
			await line.back();
			await state(zohra, 'saved');
			expect(await draftsAtTable(house, parent)).toEqual([words]);
		}
	});

	await test.step('S5-08: what is lost on the way is never called kept, and comes along after the phone started again', async () => {
		const shown = await watch(zohra);
		line.mute();
		await own(zohra).pressSequentially('Dit ging verloren. ');
		await state(zohra, 'local');
		expect(await shown()).not.toContain('saved');
		expect(await draftsAtTable(house, parent)).toEqual([words]);
		words += 'Dit ging verloren. ';
		await line.reboot(parent.page);
		await state(zohra, 'saved');
		expect(await draftsAtTable(house, parent)).toEqual([words]);
		await tab(zohra, 'Mijn blad');
		await expect(own(zohra)).toHaveValue(words);
	});

	await test.step('S5-08: what arrived, and was never answered, is there once', async () => {
		const shown = await watch(zohra);
		line.deaf();
		await own(zohra).press('End');
		await own(zohra).pressSequentially('En dit kwam aan.');
		words += 'En dit kwam aan.';
		await expect.poll(() => draftsAtTable(house, parent)).toEqual([words]);
		expect(await shown()).not.toContain('saved');
		await line.reboot(parent.page);
		await state(zohra, 'saved');
		expect(await draftsAtTable(house, parent)).toEqual([words]);
	});

	await test.step('S5-08: a tap that was not answered is done once; one that got lost is done once she is back', async () => {
		await joke.getByLabel('ronde').selectOption({ index: 2 });
		await joke.keyboard.press('PageDown');
		for (const page of [joke, zohra]) await holds(page, 'P2');
		await tab(zohra, 'Mijn blad');
		await own(zohra).fill('Dat ik de brieven niet begrijp.');
		await state(zohra, 'saved');
		const shown = await watch(zohra);
		line.deaf();
		await zohra.locator('section.own button.main').click();
		await expect(lines(joke)).toHaveText([/Dat ik de brieven niet begrijp\./]);
		expect(await shown()).not.toContain('saved');
		await look(zohra, 's5-deaf');
		await line.reboot(parent.page);
		await state(zohra, 'saved');
		await expect(lines(joke)).toHaveCount(1);

		line.mute();
		await zohra.getByRole('button', { name: 'Geef door' }).click();
		await holds(zohra, 'P3');
		await holds(joke, 'P2');
		expect(turnsIn(await told(house, clb))).toEqual(['0 P1']);
		await line.reboot(parent.page);
		await holds(joke, 'P3');
		await state(zohra, 'saved');
		expect(turnsIn(await told(house, clb))).toEqual(['0 P1', '1 P2']);
		await tab(zohra, 'Mijn blad');
		await expect(zohra.locator('section.own [data-line]')).toHaveCount(1);
		await expect(own(zohra)).toHaveValue('');
		expect(await draftsAtTable(house, parent)).toEqual([words]);
	});

	await test.step('S5-09: she falls out in her turn: it stays hers, and a verslaggever types what she says on the telephone', async () => {
		const wouter = await sitDown(browser, house, school, phone);
		await joke.getByLabel('ronde').selectOption({ index: 3 });
		await joke.keyboard.press('PageDown');
		await holds(zohra, 'P2');
		await line.gone();
		for (const page of [joke, wouter]) await holds(page, 'P2');
		await joke.locator('summary').filter({ hasText: 'Typen voor iemand' }).click();
		await joke.locator('[data-writer="P4"]').click();
		await expect(joke.locator('[data-writer="P4"]')).toHaveAttribute('aria-pressed', 'true');
		const said = 'Elke ochtend haalt hij brood voor zijn kleine broer.';
		await wouter.getByLabel('Wat zegt P2?').fill(said);
		await look(wouter, 's5-typed-for-her');
		await wouter.locator('[data-scribe-lay]').click();
		await expect(lines(joke).filter({ hasText: said })).toContainText('getypt door P4, nog niet nagekeken');
		await kept(wouter);
		await expect(wouter.getByText(said)).toHaveCount(0);
		// The circle goes on, and she is still asked.
		await joke.getByRole('button', { name: 'Later', exact: true }).click();
		await holds(joke, 'P3');
		expect(waitsIn(await told(house, clb))).toBe('P3 P4 P0 P2');

		await line.reboot(parent.page);
		const asked = zohra.locator('[data-confirm="mine"]');
		await expect(asked).toContainText(said);
		await look(zohra, 's5-to-confirm');
		await asked.getByRole('button', { name: 'Klopt', exact: true }).click();
		await expect(asked).toHaveCount(0);
		await state(zohra, 'saved');
		await expect(lines(joke).filter({ hasText: said })).toContainText('getypt door P4, zelf nagekeken');
		for (const next of ['P4', 'P0', 'P2']) {
			await joke.keyboard.press('PageDown');
			await holds(zohra, next);
		}
		await zohra.getByRole('button', { name: 'Geef door' }).click();
		await expect(joke.locator('.holds')).toHaveCount(0);
		expect(turnsIn(await told(house, clb)).slice(2)).toEqual([
			'0 P1',
			'1 P2',
			'2 P3',
			'3 P4',
			'4 P0',
			'5 P2'
		]);
	});
});
