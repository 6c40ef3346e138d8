// People in real browsers, each in a context of their own, at a house of this worker's own.

import { test as base, expect, type Browser, type BrowserContext, type Page } from '@playwright/test';
import type { WorldSeat } from '#server/world/world.ts';
import { freePort, House } from '../house.ts';

export { House } from '../house.ts';

export const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
export const laptop = { viewport: { width: 1280, height: 800 } };
export const bigScreen = { viewport: { width: 1920, height: 1080 } };

/** Somebody with their own browser, seated by cookie. `before`: what is done with the page before it is there. */
export async function sitDown(
	browser: Browser,
	house: House,
	seat: WorldSeat,
	screen = laptop as object,
	before: (page: Page) => void = () => undefined
): Promise<Page> {
	const context = await browser.newContext(screen);
	await giveCookie(context, house, seat);
	const page = await context.newPage();
	before(page);
	await page.goto(seat.page);
	await atTable(page);
	return page;
}

/** What came in on pages that were listened to before they went anywhere: every frame, every page and its data. */
export class Ears {
	#heard = new Map<Page, string>();

	listen = (page: Page): void => {
		const hear = (text: string) => void this.#heard.set(page, this.of(page) + text);
		hear('');
		page.on('websocket', (socket) =>
			socket.on('framereceived', ({ payload }) => hear(`${payload.toString()}\n`))
		);
		page.on('response', (response) => {
			if (!response.url().includes('/_app/')) void response.text().then(hear, () => undefined);
		});
	};

	/** As text that can be searched; `since`: how long it was then. */
	of = (page: Page, since = 0): string => (this.#heard.get(page) ?? '').slice(since);
}

/** The page lives, has the line to the table, and (who leads) what leading takes: keys and clicks do something. */
export const atTable = (page: Page) =>
	expect(page.locator('[data-here="true"][data-online="true"]')).toBeVisible();

export async function giveCookie(context: BrowserContext, house: House, seat: WorldSeat): Promise<void> {
	const [name = '', value = ''] = seat.cookie.split('=');
	await context.addCookies([{ name, value, url: house.origin }]);
}

/** The code on the wall, as the leading page shows it. */
export async function codeOn(leading: Page): Promise<string> {
	return (await leading.locator('.code').first().textContent())?.trim() ?? '';
}

/** A page's words are kept by the table. */
export const kept = (page: Page) => expect(page.locator('[data-save-state="saved"]').first()).toBeVisible();

type Use = (house: House) => Promise<void>;

async function withHouse(use: Use): Promise<void> {
	const house = new House(await freePort());
	await house.start();
	await use(house);
	await house.stop();
}

export const test = base.extend<{ emptyHouse: House }, { house: House }>({
	/** One that nobody set up yet, for one test. */
	emptyHouse: [async ({}, use: Use) => withHouse(use), { timeout: 180_000 }],
	house: [async ({}, use: Use) => withHouse(use), { scope: 'worker', timeout: 180_000 }]
});

export { expect };
