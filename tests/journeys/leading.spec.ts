// Leading, seen by everybody: a silent minute, a turn that ends without a word and without shame, a role that goes from
// hand to hand, and a circle that stops for today and is taken up again.

import type { Page } from '@playwright/test';
import { look } from './hands.ts';
import { atTable, bigScreen, expect, kept, laptop, phone, sitDown, test } from './house.ts';

/** Who has the word on this screen; null: the piece lies in the middle. */
async function holder(page: Page): Promise<string | null> {
	const names = await page
		.locator('[data-seat]:has(.holds)')
		.evaluateAll((seats) => seats.map((seat) => seat.getAttribute('data-name')));
	return names[0] ?? null;
}

const round = (page: Page, index: number) => page.getByLabel('ronde').selectOption({ index });

test('a silent minute, and turns that end without a word', async ({ browser, house }) => {
	const [circle] = await house.world(1, 4);
	const [leads, pupil, parent] = circle?.seats ?? [];
	if (!leads || !pupil || !parent) throw new Error('four seats were asked for');
	const nele = await sitDown(browser, house, leads, laptop);
	const steven = await sitDown(browser, house, pupil, phone);
	const wim = await sitDown(browser, house, parent, laptop);
	const wall = await nele.context().newPage();
	await wall.setViewportSize(bigScreen.viewport);
	await wall.goto(leads.page.replace('/seat/', '/wall/'));
	await nele.bringToFront();
	await round(nele, 2);
	await expect.poll(() => holder(wall)).toBe('P1');

	await test.step('everybody writes for themselves first, on their own sheet', async () => {
		await nele.getByRole('button', { name: 'Anders', exact: true }).click();
		await nele.getByRole('button', { name: 'Stille minuut' }).click();
		await expect(steven.locator('[data-tab="own"]')).toBeVisible();
		await expect(steven.locator('section.own').getByText('Stille minuut.')).toBeVisible();
		const sheet = steven.locator('section.own textarea');
		await sheet.fill('Ik draai mij altijd om.');
		await kept(steven);
		await expect(wim.getByText('Schrijf eerst voor jezelf.').first()).toBeVisible();
		await expect(wim.locator('section.own textarea')).toBeVisible();
		await expect(wim.locator('section.plan')).toBeHidden();
		await expect(wall.getByText('Stille minuut.')).toBeVisible();
		await expect(wall.locator('[data-time="goes"]')).toBeAttached();
		await expect(wall.getByText('Ik draai mij altijd om.')).toHaveCount(0);
		await expect(nele.getByText('Ik draai mij altijd om.')).toHaveCount(0);
		await look(steven, 'leading-phone-minute');
		await look(wim, 'leading-laptop-minute');
		await look(wall, 'leading-wall-minute');
		await nele.bringToFront();
	});

	await test.step('then the piece goes round, and what was written is still one’s own', async () => {
		await nele.getByRole('button', { name: /^Minuut voorbij/ }).click();
		await expect(steven.locator('[data-tab="table"]')).toBeVisible();
		await expect(steven.locator('[data-turn="mine"]')).toBeVisible();
		await expect(wall.getByText('Stille minuut.')).toHaveCount(0);
		await steven.getByRole('button', { name: 'Mijn blad', exact: true }).click();
		await expect(steven.locator('section.own textarea')).toHaveValue('Ik draai mij altijd om.');
		await steven.getByRole('button', { name: 'Tafel', exact: true }).click();
	});

	await test.step('who holds it reads who, what and why; who listens reads something else', async () => {
		await expect(steven.locator('[data-turn]').getByText('Jij hebt het woord.')).toBeVisible();
		await expect(steven.getByText('Niemand weet zo goed als jij hoe het voor jou was.')).toBeVisible();
		await expect(wim.locator('[data-turn]').getByText('P1 heeft het woord.')).toBeVisible();
		await expect(wim.getByText('Hierna is het aan jou.')).toBeVisible();
		await look(steven, 'leading-phone-holds');
	});

	await test.step('"ik wil nu niets zeggen" is an answer, and is not asked again', async () => {
		await steven.getByRole('button', { name: 'Ik wil nu niets zeggen' }).click();
		await expect.poll(() => holder(wall)).toBe('P2');
		await expect(wim.locator('[data-turn="mine"]')).toBeVisible();
	});

	await test.step('S2-06: was there, said nothing, is recorded by who leads', async () => {
		await expect(wim.getByRole('button', { name: /was erbij/ })).toHaveCount(0);
		await nele.getByRole('button', { name: 'Anders', exact: true }).click();
		await look(nele, 'leading-laptop-otherwise');
		await nele.getByRole('button', { name: 'P2 was erbij, zei niets' }).click();
		await expect.poll(() => holder(wall)).toBe('P3');
		await nele.keyboard.press('PageDown');
		await expect.poll(() => holder(wall)).toBe('P0');
		await nele.keyboard.press('PageDown');
		await expect.poll(() => holder(wall)).toBe(null);
	});

	await test.step('what happens now is read on request', async () => {
		await steven.getByRole('button', { name: 'Wat gebeurt er nu?' }).click();
		await expect(steven.locator('[data-now]')).toContainText('Ronde 2 van 8');
		await expect(steven.locator('[data-now]')).toContainText('P0 leidt de kring.');
	});
});

test('leading is handed over, given back and taken over, by hand', async ({ browser, house }) => {
	const [circle] = await house.world(1, 5);
	const [leads, pupil, , , coach] = circle?.seats ?? [];
	if (!leads || !pupil || !coach) throw new Error('five seats were asked for');
	const nele = await sitDown(browser, house, leads, laptop);
	const joris = await sitDown(browser, house, coach, laptop);
	const steven = await sitDown(browser, house, pupil, phone);
	await expect(steven.locator('[data-leads]')).toHaveText('P0 leidt');
	await expect(joris.locator('[data-co-lead]')).toHaveCount(0);

	await test.step('a co-leader is named', async () => {
		await nele.getByText('Wie leidt', { exact: true }).click();
		await nele.locator('[data-co="P4"]').click();
		await expect(nele.locator('[data-co="P4"]')).toHaveAttribute('aria-pressed', 'true');
		await expect(joris.locator('[data-co-lead="here"]')).toBeVisible();
		await expect(steven.locator('[data-co-lead]')).toHaveCount(0);
		await look(nele, 'leading-laptop-who-leads');
	});

	await test.step('it is handed over with two taps, and given back', async () => {
		const over = nele.locator('[data-taps="hand-over P4"]');
		await over.locator('[data-tap="ask"]').click();
		await over.locator('[data-tap="sure"]').click();
		await expect(steven.locator('[data-leads]')).toHaveText('P4 leidt');
		await expect(joris.locator('[data-leads]')).toHaveText('jij leidt');
		await expect(joris.locator('.code').first()).toHaveText(/^\w{6}$/);
		await expect(nele.locator('[data-arrange]')).toHaveCount(0);
		await joris.getByText('Wie leidt', { exact: true }).click();
		const back = joris.locator('[data-taps="hand-over P0"]');
		await expect(back.locator('[data-tap="ask"]')).toHaveText('Geef het leiden terug aan P0');
		await back.locator('[data-tap="ask"]').click();
		await back.locator('[data-tap="sure"]').click();
		await expect(steven.locator('[data-leads]')).toHaveText('P0 leidt');
		await atTable(nele);
	});

	await test.step('the leader’s device dies: the co-leader is told, nothing jumps, and takes over by hand', async () => {
		await nele.context().close();
		await expect(joris.locator('[data-co-lead="away"]')).toBeVisible({ timeout: 60_000 });
		await expect(joris.getByText('P0 is even weg.')).toBeVisible();
		await expect(steven.getByText('P0 is even weg.')).toHaveCount(0);
		await expect(steven.locator('[data-leads]')).toHaveText('P0 leidt');
		await look(joris, 'leading-co-away');
		const take = joris.locator('[data-taps="take-over"]');
		await take.locator('[data-tap="ask"]').click();
		await take.locator('[data-tap="sure"]').click();
		await expect(steven.locator('[data-leads]')).toHaveText('P4 leidt');
		await atTable(joris);
		await joris.keyboard.press('F2');
		await expect(steven.locator('[data-phase="round"]')).toBeVisible();
	});
});

test('a circle stops for today and is taken up again, and nothing is lost', async ({ browser, house }) => {
	const [circle] = await house.world(1, 3);
	const [leads, pupil] = circle?.seats ?? [];
	if (!leads || !pupil) throw new Error('three seats were asked for');
	const nele = await sitDown(browser, house, leads, laptop);
	const steven = await sitDown(browser, house, pupil, phone);
	await nele.getByPlaceholder('In één zin: wat willen we samen?').fill('Samen naar het atelier.');
	await kept(nele);

	const off = nele.locator('[data-taps="break-off"]');
	await off.locator('[data-tap="ask"]').click();
	await expect(steven.locator('[data-phase="together"]')).toBeVisible();
	await look(nele, 'leading-laptop-stop-sure');
	await off.locator('[data-tap="sure"]').click();
	await expect(steven.locator('[data-phase="broken-off"]')).toBeVisible();
	await expect(steven.getByText('We stoppen hier voor vandaag').first()).toBeVisible();
	await look(steven, 'leading-phone-stopped');
	await look(nele, 'leading-laptop-stopped');
	// What was broken off stands still, for the keys that undo as well.
	await nele.locator('h1').first().click();
	await nele.keyboard.press('Control+z');

	const on = nele.locator('[data-taps="take-up"]');
	await on.locator('[data-tap="ask"]').click();
	await on.locator('[data-tap="sure"]').click();
	await expect(steven.locator('[data-phase="gathering"]')).toBeVisible();
	await nele.keyboard.press('F2');
	await nele.keyboard.press('F2');
	await expect(steven.locator('[data-phase="together"]')).toBeVisible();
	await expect(nele.getByPlaceholder('In één zin: wat willen we samen?')).toHaveValue(
		'Samen naar het atelier.'
	);
});
