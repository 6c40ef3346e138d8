// What fails in the middle of a round: the leader's device, two windows that press at once, the house itself, a phone that
// is away for a day. Nothing jumps by itself, no turn is lost or doubled, and everybody's words are where they were.

import type { Page } from '@playwright/test';
import { look } from './hands.ts';
import { atTable, expect, giveCookie, kept, laptop, phone, sitDown, test } from './house.ts';
import { tab } from './s1-agree.ts';
import { count, told, turnsIn, waitsIn } from './told.ts';

/** Who has the word on this screen. */
const holds = (page: Page, name: string) =>
	expect(page.locator(`[data-name="${name}"] .holds`).first()).toBeAttached();
const wish = (page: Page) => page.getByPlaceholder('In één zin: wat willen we samen?');
const own = (page: Page) => page.locator('section.own textarea').first();
/** The second round: everybody says something in an own line. */
const begin = (page: Page) => page.getByLabel('ronde').selectOption({ index: 2 });

/** What the house says to this page waits on its way from `hold` to `release`; what the page says goes out. */
async function slowed(page: Page): Promise<{ hold(): void; release(): void }> {
	let held: (() => void)[] | null = null;
	await page.routeWebSocket(/\/socket\.io\//, (line) => {
		line.connectToServer().onMessage((message) => {
			if (held) held.push(() => line.send(message));
			else line.send(message);
		});
	});
	return {
		hold: () => void (held = []),
		release() {
			for (const tell of held ?? []) tell();
			held = null;
		}
	};
}

test('the leader’s device dies in a round: nothing jumps, the co-leader takes it, no turn is lost', async ({
	browser,
	house
}) => {
	const [circle] = await house.world(1, 5);
	const [leads, pupil, parent, , coach] = circle?.seats ?? [];
	if (!leads || !pupil || !parent || !coach) throw new Error('five seats were asked for');
	const nele = await sitDown(browser, house, leads, laptop);
	const steven = await sitDown(browser, house, pupil, phone);
	const joris = await sitDown(browser, house, coach, laptop);
	await nele.getByText('Wie leidt', { exact: true }).click();
	await nele.locator('[data-co="P4"]').click();
	await expect(joris.locator('[data-co-lead="here"]')).toBeVisible();
	await begin(nele);
	await steven.getByRole('button', { name: 'Geef door' }).click();
	for (const page of [nele, joris, steven]) await holds(page, 'P2');

	await nele.context().close();
	await expect(joris.locator('[data-co-lead="away"]')).toBeVisible({ timeout: 60_000 });
	for (const page of [joris, steven]) {
		await holds(page, 'P2');
		await expect(page.locator('[data-leads]')).toHaveText('P0 leidt');
	}
	const alone = await told(house, parent);
	expect([count(alone, 'leads'), waitsIn(alone), turnsIn(alone)]).toEqual([0, 'P2 P3 P4 P0', ['0 P1']]);

	const take = joris.locator('[data-taps="take-over"]');
	await take.locator('[data-tap="ask"]').click();
	await take.locator('[data-tap="sure"]').click();
	await expect(steven.locator('[data-leads]')).toHaveText('P4 leidt');
	await atTable(joris);
	await holds(joris, 'P2');
	for (const next of ['P3', 'P4', 'P0']) {
		await joris.keyboard.press('PageDown');
		await holds(steven, next);
	}
	// Whoever led is back on another device: they have the word, and lead no more.
	const context = await browser.newContext(phone);
	await giveCookie(context, house, leads);
	const back = await context.newPage();
	await back.goto(leads.page);
	await atTable(back);
	await expect(back.locator('[data-leads]')).toHaveText('P4 leidt');
	await holds(back, 'P0');
	await back.getByRole('button', { name: 'Geef door' }).click();
	await expect(steven.locator('.holds')).toHaveCount(0);
	const after = await told(house, parent);
	expect(turnsIn(after)).toEqual(['0 P1', '1 P2', '2 P3', '3 P4', '4 P0']);
	expect(count(after, 'leads')).toBe(1);
	await look(joris, 'leaders-round-over');
});

test('two windows of the leader press at the same moment: one turn ends, once', async ({
	browser,
	house
}) => {
	const [circle] = await house.world(1, 5);
	const [leads, pupil, parent] = circle?.seats ?? [];
	if (!leads || !pupil || !parent) throw new Error('five seats were asked for');
	const steven = await sitDown(browser, house, pupil, phone);
	const context = await browser.newContext(laptop);
	await giveCookie(context, house, leads);
	const windows = [await context.newPage(), await context.newPage()] as const;
	const lines = [await slowed(windows[0]), await slowed(windows[1])];
	for (const page of windows) {
		await page.goto(leads.page);
		await atTable(page);
	}
	await begin(windows[0]);
	await holds(windows[1], 'P1');

	/** Neither window hears of the other before both have pressed. */
	async function together(keys: readonly [string, string], next: string) {
		for (const line of lines) line.hold();
		await Promise.all(windows.map((page, i) => page.keyboard.press(keys[i as 0 | 1])));
		for (const page of windows) await holds(page, next);
		for (const line of lines) line.release();
		await holds(steven, next);
		for (const page of windows) await kept(page);
	}
	await together(['PageDown', 'PageDown'], 'P2');
	await together(['PageDown', 'PageDown'], 'P3');
	expect(turnsIn(await told(house, parent))).toEqual(['0 P1', '1 P2']);
	await together(['PageUp', 'PageUp'], 'P2');
	const undone = await told(house, parent);
	expect([count(undone, 'turn-undone'), waitsIn(undone)]).toEqual([1, 'P2 P3 P4 P0']);
	for (const page of windows) {
		await holds(page, 'P2');
		await expect(page.getByRole('alert')).toHaveCount(0);
	}
});

test('the house is killed in a round: everybody comes back by themselves, where they were', async ({
	browser,
	house
}) => {
	const [circle] = await house.world(1, 4);
	const [leads, pupil, parent, other] = circle?.seats ?? [];
	if (!leads || !pupil || !parent || !other) throw new Error('four seats were asked for');
	const nele = await sitDown(browser, house, leads, laptop);
	const steven = await sitDown(browser, house, pupil, phone);
	const wim = await sitDown(browser, house, parent, laptop);
	const pages = [nele, steven, wim];
	await begin(nele);
	await nele.keyboard.press('PageDown');
	for (const page of pages) await holds(page, 'P2');
	await tab(steven, 'Mijn blad');
	const fields = [nele.getByLabel(/Wat zegt/), own(steven), wish(wim)];
	const said = ['Drie keer gebeld. ', 'Ik draai mij om. ', 'Ergens naartoe. '];
	for (const [i, field] of fields.entries()) await field.pressSequentially(said[i] ?? '');
	for (const page of pages) await kept(page);
	const before = await told(house, other);

	await house.kill();
	for (const page of pages) await expect(page.locator('[data-save-state="local"]')).toBeVisible();
	const meanwhile = ['Telkens een ander.', 'In de gang.', 'Waar het rustig is.'];
	for (const [i, field] of fields.entries()) {
		await field.press('End');
		await field.pressSequentially(meanwhile[i] ?? '');
	}
	await look(steven, 'leaders-house-gone');
	await house.start();
	for (const page of pages) {
		await atTable(page);
		await kept(page);
	}
	for (const [i, field] of fields.entries()) await expect(field).toHaveValue(`${said[i]}${meanwhile[i]}`);
	for (const page of pages) await holds(page, 'P2');
	await expect(wish(nele)).toHaveValue(`${said[2]}${meanwhile[2]}`);
	const after = await told(house, other);
	expect([waitsIn(after), turnsIn(after)]).toEqual([waitsIn(before), turnsIn(before)]);
	expect(after.facts).toEqual(before.facts);
	// What came back is the table's: a page that holds nothing has it too.
	await wim.keyboard.press('Tab');
	await nele.getByLabel(/Wat zegt/).press('Enter');
	await nele.keyboard.press('PageDown');
	await holds(steven, 'P3');
	await tab(steven, 'Plan');
	await expect(steven.getByText(`${said[0]}${meanwhile[0]}`)).toBeVisible();
	expect(turnsIn(await told(house, other))).toEqual(['0 P1', '1 P2']);
});

test('a phone that is back after a day shows what is now, and loses or doubles nothing', async ({
	browser,
	house
}) => {
	const [circle] = await house.world(1, 4);
	const [leads, pupil, parent] = circle?.seats ?? [];
	if (!leads || !pupil || !parent) throw new Error('four seats were asked for');
	const nele = await sitDown(browser, house, leads, laptop);
	const steven = await sitDown(browser, house, pupil, phone);
	await begin(nele);
	await holds(steven, 'P1');
	await steven.clock.install();
	await tab(steven, 'Mijn blad');
	await own(steven).fill('Ik draai mij altijd om.');
	await kept(steven);

	await steven.context().setOffline(true);
	await steven.getByRole('button', { name: 'Leg op tafel' }).click();
	await expect(own(steven)).toHaveValue('');
	await own(steven).fill('En dit is nog niet af');
	await tab(steven, 'Tafel');
	await steven.getByRole('button', { name: 'Geef door' }).click();
	await holds(steven, 'P2');
	await expect(steven.locator('[data-save-state="local"]')).toBeVisible();

	// The circle goes on: his turn is passed for him, so is everybody's, and then all write together.
	for (const next of ['P2', 'P3', 'P0']) {
		await nele.keyboard.press('PageDown');
		await holds(nele, next);
	}
	await nele.keyboard.press('F2');
	await wish(nele).fill('Samen naar het atelier.');
	await kept(nele);
	await steven.clock.fastForward('26:00:00');
	await steven.context().setOffline(false);

	for (let i = 0; i < 2; i++) {
		await expect(steven.locator('[data-phase="together"]')).toBeVisible();
		await atTable(steven);
		await kept(steven);
		await expect(steven.getByRole('alert')).toHaveCount(0);
		await tab(steven, 'Plan');
		await expect(wish(steven)).toHaveValue('Samen naar het atelier.');
		await expect(steven.locator('section.plan [data-line]')).toHaveCount(1);
		await expect(nele.locator('section.plan [data-line]')).toHaveText([/Ik draai mij altijd om\./]);
		await tab(steven, 'Mijn blad');
		await steven.getByRole('button', { name: 'beleving' }).click();
		await expect(own(steven)).toHaveValue('En dit is nog niet af');
		if (i === 0) await look(steven, 'leaders-day-later');
		// The page is closed as well, and opened again.
		if (i === 0) await steven.goto('about:blank').then(() => steven.goto(pupil.page));
	}
	expect(turnsIn(await told(house, parent))).toEqual(['0 P1', '1 P2', '2 P3']);
});
