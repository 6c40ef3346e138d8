// From the code on the wall to an answer, and nobody touches a mouse: a guest and the one who leads, each by Tab, Enter
// and the letters they write.

import type { Page } from '@playwright/test';
import { atTable, codeOn, expect, kept, laptop, sitDown, test } from './house.ts';

/** What the keys stand on: its name, and whether one sees that they stand there. */
async function here(page: Page): Promise<{ name: string; seen: boolean }> {
	return page.evaluate(() => {
		const one = document.activeElement;
		if (!one || one === document.body) return { name: '', seen: true };
		const style = getComputedStyle(one);
		const label = one.closest('label') ?? (one.id ? document.querySelector(`label[for="${one.id}"]`) : null);
		const ring = style.outlineStyle !== 'none' && style.outlineWidth !== '0px';
		const name = one.getAttribute('aria-label') ?? label?.textContent ?? one.textContent ?? '';
		return { name: name.trim(), seen: ring || one.matches('svg *') };
	});
}

/** Tab after Tab, as far as a patient hand goes; every stop on the way shows that one stands there. */
async function to(page: Page, name: RegExp, back = false): Promise<void> {
	const passed: string[] = [];
	for (let i = 0; i < 150; i++) {
		await page.keyboard.press(back ? 'Shift+Tab' : 'Tab');
		const stop = await here(page);
		expect.soft(stop.seen, `one sees the keys stand on ${stop.name}`).toBe(true);
		if (name.test(stop.name)) return;
		passed.push(stop.name.slice(0, 30));
	}
	throw new Error(`no key leads to ${name}: ${passed.join(' | ')}`);
}

async function press(page: Page, name: RegExp, key = 'Enter'): Promise<void> {
	await to(page, name);
	await page.keyboard.press(key);
}

test('from the code to an answer without a mouse', async ({ browser, house }) => {
	const [circle] = await house.world(1, 3);
	const [leads] = circle?.seats ?? [];
	if (!leads) throw new Error('three seats were asked for');
	const nele = await sitDown(browser, house, leads, laptop);
	const steven = await (await browser.newContext(laptop)).newPage();

	await test.step('in, by the code', async () => {
		const code = await codeOn(nele);
		await steven.goto(house.origin);
		await to(steven, /^De code op de muur/);
		await steven.keyboard.type(code);
		await steven.keyboard.press('Enter');
		await expect(steven.getByRole('heading', { name: 'Wie ben jij?' })).toBeVisible();
		await press(steven, /P1/);
		await expect(steven.locator('[data-wait]')).toBeVisible();
		await expect(nele.getByText('P1').first()).toBeVisible();
		await press(nele, /^(Klopt|Iedereen klopt)/);
		await atTable(steven);
	});

	await test.step('a turn: his own sentence, laid down, and on', async () => {
		await nele.keyboard.press('F2');
		await expect(nele.locator('[data-phase="round"]')).toBeVisible();
		await press(nele, /^P1.*Geef het woord/);
		await expect(steven.locator('[data-turn="mine"]')).toBeVisible();
		await press(steven, /^Geef door/);
		await expect(steven.locator('[data-turn="mine"]')).toHaveCount(0);
		await nele.keyboard.press('F2');
		await expect(steven.locator('[data-phase="together"]')).toBeVisible();
	});

	await test.step('his own sheet', async () => {
		await press(steven, /^kracht/);
		await to(steven, /^Wat loopt er goed/);
		await steven.keyboard.type('Ik teken graag.');
		await press(steven, /^Leg op tafel/);
		await expect(nele.getByText('Ik teken graag.').first()).toBeVisible();
	});

	await test.step('a promise, and its yes', async () => {
		await press(steven, /^Engagement erbij/);
		await steven.keyboard.type('Ik bel op maandag.');
		await press(steven, /P1$/, 'Space');
		await press(steven, /^Dit neem ik op mij/);
		await expect(steven.locator('[data-promise][data-state="taken"]')).toBeVisible();
		await kept(steven);
	});

	await test.step('own words, looked at', async () => {
		await press(nele, /^mijn woorden$/);
		await expect(steven.locator('[data-phase="own-words"]')).toBeVisible();
		await press(steven, /^Ja, zo klopt het/);
		await expect(steven.getByText('Nagekeken. Dank je.')).toBeVisible();
	});

	await test.step('voorgelegd, and answered', async () => {
		await press(nele, /^voorlezen$/);
		await expect(steven.locator('[data-phase="reading"]')).toBeVisible();
		await press(nele, /^Voorleggen$/);
		await press(nele, /^Ja, leg het plan nu voor/);
		await expect(steven.locator('[data-phase="answering"]')).toBeVisible();
		await expect(steven.locator('[data-answer="yes"]')).toBeVisible();
		await press(steven, /^Ik sta hierachter/);
		await press(steven, /^Zo zeg ik het/);
		await expect(steven.getByText(/Je antwoord/)).toBeVisible();
	});
});
