// Hands that count what they do, and eyes that look at every state: axe finds nothing, or the journey stops.

import AxeBuilder from '@axe-core/playwright';
import { expect, type Locator, type Page } from '@playwright/test';

/** Forty words a minute; and finding a button and tapping it. Seconds. */
const pace = { key: 0.3, tap: 1.5 };

export class Hands {
	keys = 0;
	taps = 0;
	required = 0;
	readonly page: Page;

	constructor(page: Page) {
		this.page = page;
	}

	/** Types into the field that has the caret, and Enter. */
	async line(text: string): Promise<void> {
		const field = this.page.locator('input:focus');
		await expect(field).toHaveValue('');
		this.required += Number(await field.evaluate((one: HTMLInputElement) => one.required));
		await field.pressSequentially(text);
		await field.press('Enter');
		this.keys += text.length + 1;
	}

	async tap(what: Locator): Promise<void> {
		await what.click();
		this.taps += 1;
	}

	async press(key: string): Promise<void> {
		await this.page.keyboard.press(key);
		this.keys += 1;
	}

	/** Taps and keys of one act; its words are not counted. */
	async cost(act: () => Promise<void>): Promise<number> {
		const before = this.taps + this.keys;
		await act();
		return this.taps + this.keys - before;
	}

	get seconds(): number {
		return this.keys * pace.key + this.taps * pace.tap;
	}
}

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Nothing is wrong for anybody on this page as it is now; it scrolls one way only. */
export async function look(page: Page, name: string): Promise<void> {
	const folder = process.env['SHOTS'];
	if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: !name.includes('wall') });
	const { violations } = await new AxeBuilder({ page })
		.options({ resultTypes: ['violations'] })
		.withTags(tags)
		.analyze();
	const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
	expect.soft(found, `axe on ${name}`).toEqual([]);
	const wider = await page.evaluate(
		() => document.documentElement.scrollWidth - document.documentElement.clientWidth
	);
	expect.soft(wider, `sideways scrolling on ${name}`).toBeLessThanOrEqual(0);
}

/** Nothing is wrong as it is; nothing falls off when it is mirrored. */
export async function bothWays(page: Page, name: string): Promise<void> {
	await look(page, name);
	await page.evaluate(() => (document.documentElement.dir = 'rtl'));
	const folder = process.env['SHOTS'];
	if (folder) await page.screenshot({ path: `${folder}/${name}-rtl.png` });
	const off = await page.evaluate(() => {
		const { scrollWidth, clientWidth } = document.documentElement;
		const cut = [...document.querySelectorAll('button, a, h1, h2, h3, p, input, textarea')].filter((one) => {
			const { left, right, width } = one.getBoundingClientRect();
			return width > 1 && one.checkVisibility() && (left < -1 || right > clientWidth + 1);
		});
		return { wider: scrollWidth - clientWidth, cut: cut.map((one) => one.textContent?.trim().slice(0, 40)) };
	});
	await page.evaluate(() => (document.documentElement.dir = 'ltr'));
	expect.soft(off, `${name}, mirrored`).toEqual({ wider: 0, cut: [] });
}
